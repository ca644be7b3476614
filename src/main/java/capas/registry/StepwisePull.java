package capas.registry;

import capas.blob.Blob;
import capas.blob.BlobDirectory;
import capas.blob.BlobDirectory.Depth;
import capas.blob.Descriptor;
import capas.image.Image;
import capas.image.ImageConfig;
import capas.image.ImageDocument;
import capas.image.ImageIndex;
import capas.image.Manifest;
import capas.image.OciLayout;
import capas.image.Platform;
import capas.registry.Exchange.Purpose;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A pull that waits after each step, so that it can be looked at. For one thread. */
public final class StepwisePull implements AutoCloseable {

  /** An index may list indexes; more than so many deep nobody builds. */
  private static final int DEEPEST_INDEX = 4;

  private final Sources sources;
  private final Platform platform;
  private final int layersAtOnce;
  private final Depth depth;
  private final Path folder;
  private Supplier<PullStep> next = this::completeName;
  private boolean found;
  private int told;
  private int indexes;
  private Session session;
  private OciLayout layout;
  private BlobDownload download;

  StepwisePull(Sources sources, Platform platform, int layersAtOnce, Depth depth, Path folder) {
    this.sources = sources;
    this.platform = platform;
    this.layersAtOnce = layersAtOnce;
    this.depth = depth;
    this.folder = folder;
  }

  /**
   * Does the next step; empty after the last one. If one place does not have the image, the next
   * place is asked from its ping on.
   *
   * @throws RegistryException if there is no further place
   */
  public Optional<PullStep> next() {
    while (next != null) {
      Supplier<PullStep> step = next;
      try {
        return Optional.of(step.get());
      } catch (RegistryException failure) {
        if (found || session == null) {
          throw failure;
        }
        sources.goOnAfter(failure);
        next = this::ping;
      }
    }
    return Optional.empty();
  }

  /** Does all the steps that are left. */
  public PulledImage rest() {
    PullStep last = null;
    for (Optional<PullStep> step = next(); step.isPresent(); step = next()) {
      last = step.get();
    }
    if (last instanceof PullStep.LayoutWritten end) {
      return end.pulled();
    }
    throw new IllegalStateException("this pull has ended");
  }

  /** All requests so far. */
  public Conversation conversation() {
    return sources.conversation();
  }

  private Conversation fresh() {
    Conversation all = sources.conversation();
    Conversation part = all.after(told);
    told = all.inOrder().size();
    return part;
  }

  private PullStep completeName() {
    List<Sources.Source> places = sources.find();
    next = this::ping;
    return new PullStep.NameCompleted(
        sources.asked(),
        places.get(0).name(),
        places.stream().map(source -> source.place().toString()).toList(),
        fresh());
  }

  private PullStep ping() {
    session = sources.next();
    boolean wantsLogin = session.ping();
    next = wantsLogin ? this::logIn : this::document;
    return new PullStep.Pinged(session.place().toString(), wantsLogin, fresh());
  }

  private PullStep logIn() {
    session.logIn();
    next = this::document;
    return new PullStep.LoggedIn(session.place().registry(), fresh());
  }

  private PullStep document() {
    ImageDocument document = new Manifests(session).byName(sources.name());
    found = true;
    sources.listener().on(new PullEvent.GettingSignatures());
    return read(document);
  }

  private PullStep read(ImageDocument document) {
    return switch (document) {
      case ImageIndex index -> {
        indexes++;
        next = () -> choose(index);
        yield new PullStep.IndexFetched(index, fresh());
      }
      case Manifest manifest -> {
        Image.needImage(manifest);
        next = () -> config(manifest);
        yield new PullStep.ManifestFetched(manifest, fresh());
      }
    };
  }

  private PullStep choose(ImageIndex index) {
    ImageIndex.Entry entry = index.choose(platform);
    if (indexes >= DEEPEST_INDEX) {
      throw new RegistryException.UnexpectedAnswer(
          sources.name().text(), 200, index.mediaType().text());
    }
    next = () -> read(new Manifests(session).promised(entry.descriptor(), sources.name()));
    return new PullStep.PlatformChosen(platform, entry, fresh());
  }

  private PullStep config(Manifest manifest) {
    Descriptor promise = manifest.config();
    if (promise.sizeInBytes() > ImageConfig.LONGEST_IN_BYTES) {
      throw new RegistryException.AnswerTooLarge(
          promise.digest().text(), ImageConfig.LONGEST_IN_BYTES);
    }
    layout = OciLayout.create(folder);
    BlobDirectory blobs = layout.blobs().orElseThrow();
    Blob blob = new BlobDownload(session, blobs, Depth.STORED_BYTES, Purpose.CONFIG).fetch(promise);
    Image image = Image.of(manifest, ImageConfig.parse(bytes(blob)));
    sources.listener().on(new PullEvent.ConfigDone(promise.digest()));
    sources.listener().on(new PullEvent.LayersFound(manifest.layers()));
    download = new BlobDownload(session, blobs, depth, Purpose.LAYER);
    next = () -> layers(image);
    return new PullStep.ConfigFetched(image, fresh());
  }

  private static byte[] bytes(Blob blob) {
    try (InputStream bytes = blob.open()) {
      return bytes.readNBytes(ImageConfig.LONGEST_IN_BYTES);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private PullStep layers(Image image) {
    List<Blob> baseFirst = new LayerDownloads(download, depth, layersAtOnce).fetch(image);
    next = () -> write(image, baseFirst);
    return new PullStep.LayersFetched(baseFirst, fresh());
  }

  private PullStep write(Image image, List<Blob> baseFirst) {
    layout.add(image, sources.name().text());
    sources.listener().on(new PullEvent.ManifestWritten(image.manifest().digest()));
    next = null;
    Conversation last = fresh();
    return new PullStep.LayoutWritten(
        new PulledImage(sources.name(), image, baseFirst, folder, conversation()), last);
  }

  /** Breaks off what still runs; what was fetched stays on the disk for the next pull. */
  @Override
  public void close() {
    next = null;
    sources.close();
  }
}
