package capas.registry;

import capas.blob.DiffId;
import capas.image.ImageLayer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Fetches the layers of an image, several at once. */
final class LayerDownloads {

  private final int atOnce;

  LayerDownloads(int atOnce) {
    this.atOnce = atOnce;
  }

  /**
   * What all of these bring, in the order in which they end. If one fails the others are broken
   * off; what they have is kept.
   */
  <T> List<T> all(Collection<Callable<T>> downloads) {
    List<T> brought = new ArrayList<>();
    AtomicInteger started = new AtomicInteger();
    ExecutorService threads =
        Executors.newFixedThreadPool(
            atOnce,
            // The builder's own counter takes 20 ms when it is first asked.
            work ->
                Thread.ofPlatform()
                    .name("layer-" + started.incrementAndGet())
                    .daemon()
                    .unstarted(work));
    try {
      CompletionService<T> done = new ExecutorCompletionService<>(threads);
      for (Callable<T> download : downloads) {
        done.submit(download);
      }
      for (int i = 0; i < downloads.size(); i++) {
        brought.add(done.take().get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RegistryException.Stopped();
    } catch (ExecutionException e) {
      throw unchecked(e.getCause());
    } finally {
      threads.shutdownNow();
      // Waits until the files are closed; an interrupted download ends at once.
      threads.close();
    }
    return brought;
  }

  /**
   * Compares what is inside of a layer with what the configuration says.
   *
   * @throws RegistryException.OtherDiffId if it is something else
   */
  static void compare(ImageLayer layer, DiffId actual) {
    if (!actual.digest().equals(layer.diffId().digest())) {
      throw new RegistryException.OtherDiffId(layer.digest(), layer.diffId(), actual);
    }
  }

  private static RuntimeException unchecked(Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException failure ? failure : new IllegalStateException(cause);
  }
}
