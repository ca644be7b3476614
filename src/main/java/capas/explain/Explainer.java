package capas.explain;

import capas.lab.Checked;
import capas.lab.FileText;
import capas.lab.LayerDiagram;
import capas.lab.LayerTree;
import capas.lab.Listing;
import capas.lab.MountTable;
import capas.lab.Output;
import capas.lab.Prediction;
import capas.lab.Refusal;
import capas.lab.Step;
import capas.lab.Whiteouts;
import capas.words.CapasException;
import capas.words.Language;
import java.util.List;
import java.util.Optional;

/** Turns a value of the model into a {@link Document}, in one language. */
public final class Explainer {

  private final Language language;

  public Explainer(Language language) {
    this.language = language;
  }

  /** The document of this value; nothing where Capas has nothing to say about such a value. */
  public Optional<Document> explain(Object value) {
    StepExplanations steps = new StepExplanations(language);
    LayerExplanations layers = new LayerExplanations(language);
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
          case CapasException refusal ->
              List.of(new Block.Note(Block.Note.Kind.WRONG, refusal.saidIn(language)));
          case null, default -> List.of();
        };
    return blocks.isEmpty() ? Optional.empty() : Optional.of(new Document(language, blocks));
  }
}
