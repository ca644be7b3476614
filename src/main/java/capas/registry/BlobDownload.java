package capas.registry;

import capas.blob.Blob;
import capas.blob.BlobDirectory;
import capas.blob.BlobException;
import capas.blob.Descriptor;
import capas.blob.LayerSink;
import capas.blob.Limits;
import capas.blob.Partial;
import capas.blob.Uncompressed;
import capas.image.ImageConfig;
import capas.registry.Exchange.Purpose;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Fetches one blob to its end, through whatever breaks. What is on the disk and hashed is not
 * fetched again: after a cut the next request asks for the rest with {@code Range}; a registry that
 * sends all of it nevertheless is read from the beginning.
 *
 * <p>Memory: one piece of 256 KiB, at most 1 MiB that arrived and was not read yet, and what {@link
 * BlobDirectory} states.
 */
final class BlobDownload {

  private static final int PIECE = 256 << 10;

  /** Whoever sends at least this much after a cut got further. */
  private static final int FURTHER = 64 << 10;

  /** So often a configuration may vanish between its coming and its reading. */
  private static final int TRIES = 10;

  private final Session session;
  private final BlobDirectory directory;
  private final BlobDirectory.Depth depth;
  private final Purpose purpose;
  private final PullListener listener;

  /**
   * @param purpose of a layer every step is told; of a configuration only that it is tried again
   */
  BlobDownload(
      Session session, BlobDirectory directory, BlobDirectory.Depth depth, Purpose purpose) {
    this.session = session;
    this.directory = directory;
    this.depth = depth;
    this.purpose = purpose;
    this.listener = purpose == Purpose.LAYER ? session.listener() : PullListener.NONE;
  }

  /** The blob of this promise, from the disk if it is there, else from the registry. */
  Blob fetch(Descriptor descriptor) {
    Optional<Blob> here = here(descriptor);
    if (here.isPresent()) {
      listener.on(new PullEvent.BlobAlreadyHere(descriptor.digest(), descriptor.sizeInBytes()));
      return here.get();
    }
    Blob blob =
        twice(
            descriptor,
            () -> directory.resume(descriptor, Limits.USUAL, progress(), depth),
            Partial::finish);
    done(descriptor);
    return blob;
  }

  /** A configuration; one that cannot be in memory is not fetched. */
  ImageConfig config(Descriptor promise) {
    if (promise.sizeInBytes() > ImageConfig.LONGEST_IN_BYTES) {
      throw new RegistryException.AnswerTooLarge(
          promise.digest().text(), ImageConfig.LONGEST_IN_BYTES);
    }
    for (int i = 1; ; i++) {
      try (InputStream bytes = fetch(promise).open()) {
        return ImageConfig.parse(bytes.readNBytes(ImageConfig.LONGEST_IN_BYTES));
      } catch (BlobException.Unreadable vanished) {
        // Another pull into the same store has come to its end, and tidied up.
        if (i == TRIES) {
          throw vanished;
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Fetches a layer for a sink; the blob itself is not kept, and {@link #done} is not told. */
  Uncompressed pass(Descriptor descriptor, LayerSink sink) {
    return twice(
        descriptor,
        () -> directory.resume(descriptor, Limits.USUAL, progress(), sink),
        Partial::finishUnnamed);
  }

  /** Tells that a layer is here. */
  void done(Descriptor descriptor) {
    listener.on(new PullEvent.BlobDone(descriptor.digest(), descriptor.sizeInBytes()));
  }

  private <T> T twice(Descriptor descriptor, Supplier<Partial> begun, Function<Partial, T> finish) {
    try {
      return download(descriptor, begun, finish);
    } catch (BlobException.DigestMismatch wrong) {
      // The first bytes may have been here from an earlier pull: once more, all of it.
      session
          .listener()
          .on(
              new PullEvent.Retrying(
                  descriptor.digest().text(), PullEvent.Reason.WRONG_BYTES, Duration.ZERO, 2));
      return download(descriptor, begun, finish);
    }
  }

  private Optional<Blob> here(Descriptor descriptor) {
    try {
      return directory.find(descriptor);
    } catch (BlobException.DigestMismatch | BlobException.SizeMismatch damaged) {
      return Optional.empty();
    }
  }

  private ProgressTeller progress() {
    return new ProgressTeller(listener);
  }

  private <T> T download(
      Descriptor descriptor, Supplier<Partial> begun, Function<Partial, T> finish) {
    try (Partial partial = begun.get()) {
      listener.on(
          new PullEvent.BlobStarted(
              descriptor.digest(), partial.offsetInBytes(), descriptor.sizeInBytes()));
      Attempts attempts = session.attempts(descriptor.digest().text());
      return finish.apply(
          attempts.until(() -> {
            receive(partial, attempts);
            return partial;
          }));
    }
  }

  private void receive(Partial partial, Attempts attempts) throws TransientFailure {
    Descriptor descriptor = partial.descriptor();
    long from = partial.offsetInBytes();
    if (from == descriptor.sizeInBytes() && from > 0) {
      return;
    }
    try (Reply reply = ask(descriptor, from)) {
      switch (reply.status()) {
        case 404 -> throw missing(descriptor);
        case 200 -> {
          if (from > 0) {
            partial.restart();
          }
        }
        case 206 -> {
          if (!reply.header("Content-Range").orElse("").startsWith("bytes " + from + "-")) {
            throw otherRange(partial, reply);
          }
        }
        default -> throw otherRange(partial, reply);
      }
      copy(reply, partial, attempts);
    }
  }

  private Reply ask(Descriptor descriptor, long from) throws TransientFailure {
    String path = "blobs/" + descriptor.digest().text();
    return from == 0
        ? session.once(purpose, path, "", "")
        : session.once(purpose, path, "Range", "bytes=" + from + "-");
  }

  private RegistryException missing(Descriptor descriptor) {
    return descriptor.urls().isEmpty()
        ? new RegistryException.UnknownDigest(session.place().toString(), descriptor.digest())
        : new RegistryException.ForeignLayer(descriptor.digest(), descriptor.urls());
  }

  /** Other bytes than those asked for: begins again at 0. */
  private static TransientFailure otherRange(Partial partial, Reply reply) {
    partial.restart();
    return new TransientFailure(
        PullEvent.Reason.SERVER_ERROR, Session.unexpected(reply, new byte[0]));
  }

  private static void copy(Reply reply, Partial partial, Attempts attempts)
      throws TransientFailure {
    InputStream body = reply.body();
    byte[] piece = new byte[PIECE];
    long began = partial.offsetInBytes();
    boolean further = false;
    try {
      for (int count = body.read(piece); count >= 0; count = body.read(piece)) {
        partial.append(piece, 0, count);
        if (!further && partial.offsetInBytes() - began >= FURTHER) {
          further = true;
          attempts.gotFurther();
        }
      }
      boolean endIsKnown = reply.saysLength() || reply.header("Transfer-Encoding").isPresent();
      if (!endIsKnown && partial.offsetInBytes() < partial.descriptor().sizeInBytes()) {
        throw new IOException("closed");
      }
    } catch (IOException e) {
      throw reply.failed(e);
    }
  }
}
