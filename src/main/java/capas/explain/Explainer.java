package capas.explain;

import capas.lab.BiographySeen;
import capas.lab.Checked;
import capas.lab.Comparison;
import capas.lab.ConfigurationSeen;
import capas.lab.ConversationSeen;
import capas.lab.Converted;
import capas.lab.Cost;
import capas.lab.DigestLadder;
import capas.lab.DiskUsageSeen;
import capas.lab.DriversSeen;
import capas.lab.FileText;
import capas.lab.GraphRootSeen;
import capas.lab.ImageFigure;
import capas.lab.ImageFolderSeen;
import capas.lab.ImageHistory;
import capas.lab.ImageMounted;
import capas.lab.ImagesSeen;
import capas.lab.JsonSeen;
import capas.lab.LayerDiagram;
import capas.lab.LayerFolderSeen;
import capas.lab.LayerIdsSeen;
import capas.lab.LayerMarksSeen;
import capas.lab.LayerTree;
import capas.lab.LayoutTree;
import capas.lab.Listing;
import capas.lab.Loaded;
import capas.lab.MatchFigure;
import capas.lab.MatchSeen;
import capas.lab.MountTable;
import capas.lab.Output;
import capas.lab.PodmanSaid;
import capas.lab.Prediction;
import capas.lab.PullBegun;
import capas.lab.PullShown;
import capas.lab.PullStepSeen;
import capas.lab.Pulled;
import capas.lab.Refusal;
import capas.lab.RegistryStarted;
import capas.lab.SharedSeen;
import capas.lab.Step;
import capas.lab.StoreChecked;
import capas.lab.StoreInfoSeen;
import capas.lab.TarRebuilt;
import capas.lab.TarSplitsSeen;
import capas.lab.WalkBegun;
import capas.lab.WalkStep;
import capas.lab.Whiteouts;
import capas.words.CapasException;
import capas.words.Language;
import capas.words.Phrases;
import java.util.List;
import java.util.Optional;

/** Turns a value of the model into a {@link Document}, in one language. */
public final class Explainer {

  private final Language language;
  private final StepExplanations steps;
  private final LayerExplanations layers;
  private final PullExplanations pulls;
  private final ImageExplanations images;
  private final StoreExplanations stores;
  private final StoreStateExplanations states;
  private final StoreCheckExplanations checks;
  private final StoreFigures figures;

  public Explainer(Language language) {
    this.language = language;
    Phrases phrases = Phrases.of(Explainer.class, language);
    this.steps = new StepExplanations(this, phrases);
    this.layers = new LayerExplanations(phrases);
    this.pulls = new PullExplanations(language, phrases);
    this.images = new ImageExplanations(phrases);
    this.stores = new StoreExplanations(this, phrases);
    this.states = new StoreStateExplanations(phrases);
    this.checks = new StoreCheckExplanations(language, phrases);
    this.figures = new StoreFigures(phrases);
  }

  /** The document of this value; nothing where Capas has nothing to say about such a value. */
  public Optional<Document> explain(Object value) {
    List<Block> blocks =
        switch (value) {
          case Step step -> steps.step(step);
          case Prediction prediction -> steps.prediction(prediction);
          case Checked checked -> steps.checked(checked);
          case Output output ->
              output.parts().stream()
                  .flatMap(part -> explain(part).orElseThrow().blocks().stream())
                  .toList();
          case Refusal refusal -> explain(refusal.reason()).orElseThrow().blocks();
          case Listing listing -> List.of(ShellOutput.of(listing));
          case FileText text -> List.of(ShellOutput.of(text));
          case MountTable table -> List.of(ShellOutput.of(table));
          case Whiteouts whiteouts -> layers.whiteouts(whiteouts);
          case LayerTree tree -> layers.tree(tree);
          case LayerDiagram diagram -> List.of(layers.diagram(diagram));
          case RegistryStarted started -> pulls.registry(started);
          case PullShown shown -> pulls.transcript(shown.lines());
          case Pulled pulled -> pulls.pulled(pulled);
          case Loaded loaded -> pulls.loaded(loaded);
          case PullBegun begun -> pulls.begun(begun);
          case PullStepSeen seen -> pulls.step(seen.step());
          case ConversationSeen seen -> pulls.conversation(seen.conversation());
          case JsonSeen json -> images.json(json);
          case ImageHistory history -> images.history(history.image());
          case DigestLadder ladder -> images.ladder(ladder);
          case LayoutTree tree -> images.layout(tree);
          case Comparison comparison -> images.comparison(comparison);
          case Cost cost -> images.cost(cost);
          case Converted converted -> images.converted(converted);
          case WalkBegun begun -> stores.begun(begun);
          case WalkStep step -> stores.step(step);
          case GraphRootSeen seen -> stores.graphroot(seen);
          case ImageFolderSeen seen -> stores.imageFolder(seen);
          case TarSplitsSeen seen -> stores.tarSplits(seen);
          case MatchSeen seen -> stores.match(seen);
          case LayerIdsSeen seen -> stores.layerIds(seen);
          case LayerFolderSeen seen -> stores.layerFolder(seen);
          case LayerMarksSeen seen -> stores.marks(seen);
          case ImageFigure figure -> figures.image(figure);
          case MatchFigure figure -> figures.match(figure);
          case StoreInfoSeen seen -> states.info(seen);
          case ConfigurationSeen seen -> states.configuration(seen);
          case DriversSeen seen -> states.drivers(seen);
          case SharedSeen seen -> states.shared(seen);
          case DiskUsageSeen seen -> states.diskUsage(seen);
          case BiographySeen seen -> states.biography(seen);
          case ImageMounted mounted -> states.mounted(mounted);
          case PodmanSaid said -> states.podman(said);
          case ImagesSeen seen -> checks.images(seen);
          case StoreChecked checked -> checks.checked(checked);
          case TarRebuilt rebuilt -> checks.rebuilt(rebuilt);
          case CapasException refusal ->
              List.of(new Block.Note(Block.Note.Kind.WRONG, refusal.saidIn(language)));
          case null, default -> List.of();
        };
    return blocks.isEmpty() ? Optional.empty() : Optional.of(new Document(language, blocks));
  }
}
