package capas.explain;

import capas.blob.Descriptor;
import capas.explain.Block.Flow.Box;
import capas.lab.ImageFigure;
import capas.lab.MatchFigure;
import capas.store.Match;
import capas.words.Phrases;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The two figures of the course, from the state of the disk. */
final class StoreFigures {

  private final Phrases phrases;

  StoreFigures(Phrases phrases) {
    this.phrases = phrases;
  }

  List<Block> image(ImageFigure figure) {
    List<Block.Pile.Part> parts = new ArrayList<>();
    for (int i = figure.baseFirst().size() - 1; i >= 0; i--) {
      Descriptor layer = figure.baseFirst().get(i);
      parts.add(
          new Block.Pile.Part(
              phrases.say("pile.layer", i + 1),
              layer.digest() + "…  " + Sizes.of(layer.sizeInBytes())));
    }
    Descriptor config = figure.config();
    parts.add(
        new Block.Pile.Part(
            phrases.say("pile.config"), config.digest() + "…  " + Sizes.of(config.sizeInBytes())));
    String words =
        parts.stream()
            .map(part -> part.label() + " " + part.words())
            .collect(Collectors.joining("; "));
    return List.of(
        new Block.Pile(
            phrases.say("pile.title"),
            phrases.say("pile.twin", figure.image(), words),
            phrases.say("pile.legend"),
            figure.image(),
            parts));
  }

  List<Block> match(MatchFigure figure) {
    List<List<Box>> rows = new ArrayList<>();
    List<String> sentences = new ArrayList<>();
    for (Match match : figure.baseFirst().reversed()) {
      String digest = match.inManifest().digest() + "…";
      String id = match.layer() + "…";
      String folder = "overlay/" + id;
      rows.add(
          List.of(
              new Box(digest, phrases.say("flow.layer", match.position() + 1)),
              new Box(id, Sizes.of(match.layer().record().sizeInBytes().orElse(0))),
              new Box(folder, match.position() == 0 ? "diff empty" : "diff lower")));
      sentences.add(phrases.say("flow.sentence", match.position() + 1, digest, id, folder));
    }
    return List.of(
        new Block.Flow(
            phrases.say("flow.title", figure.image()),
            String.join(" ", sentences),
            phrases.say("flow.legend"),
            List.of(
                phrases.say("flow.manifest"),
                phrases.say("flow.layers"),
                phrases.say("flow.overlay")),
            rows));
  }
}
