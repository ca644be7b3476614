package capas.registry;

import capas.image.ImageReference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The places where one image may be, tried in turn: each full name that a short one may stand for,
 * and of each its mirrors first. The first that has the image is used.
 */
final class Sources {

  /** A full name, and one place where it may lie. */
  record Source(ImageReference name, Place place) {}

  private final ImageReference asked;
  private final Settings settings;
  private final Patience patience;
  private final PullListener listener;
  private final Recorder recorder = new Recorder();
  private final List<String> failures = new ArrayList<>();
  private final Deque<Source> left = new ArrayDeque<>();
  private CredentialFiles credentials;
  private Source current;

  Sources(ImageReference asked, Settings settings, Patience patience, PullListener listener) {
    this.asked = asked;
    this.settings = settings;
    this.patience = patience;
    this.listener = listener;
  }

  PullListener listener() {
    return listener;
  }

  ImageReference asked() {
    return asked;
  }

  Conversation conversation() {
    return recorder.sofar();
  }

  /** Reads registries.conf and makes the list. */
  List<Source> find() {
    RegistriesConf conf = RegistriesConf.read(settings, asked.isQualified());
    credentials = new CredentialFiles(settings, conf.helpers());
    List<ImageReference> names;
    if (asked.isQualified()) {
      names = List.of(ShortNames.completed(asked));
    } else {
      ShortNames.Resolved resolved = ShortNames.resolve(asked, conf);
      listener.on(
          new PullEvent.ShortNameResolved(
              asked, resolved.candidates(), resolved.rule(), resolved.source()));
      names = resolved.candidates();
    }
    for (ImageReference name : names) {
      ImageReference full = name.withUsualTag();
      String repository = full.registry().orElseThrow() + "/" + full.repository();
      String end = (full.digest().isPresent() ? "@" : ":") + full.tagOrDigest();
      for (Place place : Places.of(repository, end, conf)) {
        left.add(new Source(full, place));
      }
    }
    return List.copyOf(left);
  }

  /** Goes to the next place. */
  Session next() {
    current = left.remove();
    listener.on(new PullEvent.Trying(current.name(), current.place().toString()));
    String host = current.place().base("https").getAuthority();
    RegistryHttp http =
        new RegistryHttp(settings, patience, Certificates.of(settings, host), recorder);
    return new Session(current.place(), http, credentials, listener);
  }

  ImageReference name() {
    return current.name();
  }

  /**
   * The current place does not have the image: goes to the next one.
   *
   * @throws RegistryException the failure itself if there was only one place, else all of them
   */
  void goOnAfter(RegistryException failure) {
    String reason = failure.getMessage().lines().findFirst().orElse("");
    failures.add(current.place() + ": " + reason);
    if (failure instanceof RegistryException.Stopped || left.isEmpty() && failures.size() == 1) {
      throw failure;
    }
    if (left.isEmpty()) {
      throw new RegistryException.NowhereFound(asked.text(), failures);
    }
    listener.on(new PullEvent.WentOn(current.place().toString(), failure));
  }
}
