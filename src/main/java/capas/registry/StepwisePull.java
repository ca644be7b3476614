package capas.registry;

import capas.blob.Blob;
import capas.image.Image;
import capas.image.ImageDocument;
import capas.image.ImageIndex;
import capas.image.Manifest;
import capas.image.Platform;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A pull that waits after each step, so that it can be looked at. For one thread. */
public final class StepwisePull implements AutoCloseable {

  /** An index may list indexes; more than so many deep nobody builds. */
  private static final int DEEPEST_INDEX = 4;

  private final Sources sources;
  private final Platform platform;
  private final Landing landing;
  private Supplier<PullStep> next = this::completeName;
  private boolean found;
  private int told;
  private int indexes;
  private Session session;
  private Optional<ImageIndex> outermost = Optional.empty();

  StepwisePull(Sources sources, Platform platform, Landing landing) {
    this.sources = sources;
    this.platform = platform;
    this.landing = landing;
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
        outermost = outermost.or(() -> Optional.of(index));
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
    Image image = Image.of(manifest, landing.config(session, manifest));
    sources.listener().on(new PullEvent.ConfigDone(manifest.config().digest()));
    sources.listener().on(new PullEvent.LayersFound(manifest.layers()));
    next = () -> layers(image);
    return new PullStep.ConfigFetched(image, fresh());
  }

  private PullStep layers(Image image) {
    List<Blob> baseFirst = landing.layers(session, image);
    next = () -> write(image, baseFirst);
    return new PullStep.LayersFetched(baseFirst, fresh());
  }

  private PullStep write(Image image, List<Blob> baseFirst) {
    landing.commit(session, image, outermost, sources.name());
    sources.listener().on(new PullEvent.ManifestWritten(image.manifest().digest()));
    next = null;
    Conversation last = fresh();
    return new PullStep.LayoutWritten(
        new PulledImage(sources.name(), image, baseFirst, landing.folder(), conversation()), last);
  }

  /** Ends it here; what was fetched stays on the disk for the next pull. */
  @Override
  public void close() {
    next = null;
  }
}
