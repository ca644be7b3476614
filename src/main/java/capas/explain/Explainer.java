package capas.explain;

import capas.lab.Checked;
import capas.lab.Comparison;
import capas.lab.ConversationSeen;
import capas.lab.Converted;
import capas.lab.Cost;
import capas.lab.DigestLadder;
import capas.lab.FileText;
import capas.lab.ImageHistory;
import capas.lab.JsonSeen;
import capas.lab.LayerDiagram;
import capas.lab.LayerTree;
import capas.lab.LayoutTree;
import capas.lab.Listing;
import capas.lab.Loaded;
import capas.lab.MountTable;
import capas.lab.Output;
import capas.lab.Prediction;
import capas.lab.PullBegun;
import capas.lab.PullShown;
import capas.lab.PullStepSeen;
import capas.lab.Pulled;
import capas.lab.Refusal;
import capas.lab.RegistryStarted;
import capas.lab.Step;
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

  public Explainer(Language language) {
    this.language = language;
    Phrases phrases = Phrases.of(Explainer.class, language);
    this.steps = new StepExplanations(this, phrases);
    this.layers = new LayerExplanations(phrases);
    this.pulls = new PullExplanations(language, phrases);
    this.images = new ImageExplanations(phrases);
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
          case CapasException refusal ->
              List.of(new Block.Note(Block.Note.Kind.WRONG, refusal.saidIn(language)));
          case null, default -> List.of();
        };
    return blocks.isEmpty() ? Optional.empty() : Optional.of(new Document(language, blocks));
  }
}
