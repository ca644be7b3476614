package capas.explain;

import capas.image.Conversion;
import capas.image.HistoryEntry;
import capas.image.Image;
import capas.image.ImageLayer;
import capas.lab.Comparison;
import capas.lab.Converted;
import capas.lab.Cost;
import capas.lab.DigestLadder;
import capas.lab.JsonSeen;
import capas.lab.LayoutTree;
import capas.words.Phrases;
import java.util.ArrayList;
import java.util.List;

/** What an image is made of, and the names of its parts. */
final class ImageExplanations {

  private final Phrases phrases;

  ImageExplanations(Phrases phrases) {
    this.phrases = phrases;
  }

  List<Block> json(JsonSeen json) {
    return List.of(
        new Block.Command(List.of("cat " + json.name() + " | jq"), Json.indented(json.text())));
  }

  List<Block> history(Image image) {
    List<List<String>> rows = new ArrayList<>();
    for (Image.Step step : image.steps()) {
      HistoryEntry entry = step.entry();
      rows.add(
          List.of(
              Integer.toString(rows.size() + 1),
              entry.createdBy().or(entry::comment).orElse(""),
              step.layer()
                  .map(layer -> phrases.say("history.layer", layer.position() + 1, layer.digest()))
                  .orElse(phrases.say("history.none")),
              step.layer().map(layer -> Sizes.of(layer.descriptor().sizeInBytes())).orElse("")));
    }
    return List.of(
        new Block.Table(
            phrases.say("history.caption"),
            List.of(
                phrases.say("history.step"),
                phrases.say("history.command"),
                phrases.say("history.made"),
                phrases.say("history.size")),
            rows));
  }

  List<Block> ladder(DigestLadder ladder) {
    List<List<String>> rows = new ArrayList<>();
    List<String> commands = new ArrayList<>();
    for (DigestLadder.Rung rung : ladder.rungs()) {
      rows.add(
          List.of(
              phrases.say("ladder." + rung.kind()),
              rung.layer() == 0 ? "" : Integer.toString(rung.layer()),
              rung.expected().isEmpty() ? phrases.say("ladder.computed") : cut(rung.expected()),
              cut(rung.actual()),
              phrases.say(
                  rung.expected().isEmpty()
                      ? "ladder.new"
                      : rung.isRight() ? "ladder.right" : "ladder.wrong")));
      if (!rung.command().isEmpty()) {
        commands.add(rung.command());
      }
    }
    return List.of(
        new Block.Command(commands, List.of()),
        new Block.Table(
            phrases.say("ladder.caption"),
            List.of(
                phrases.say("ladder.name"),
                phrases.say("ladder.layer"),
                phrases.say("ladder.expected"),
                phrases.say("ladder.actual"),
                phrases.say("ladder.verdict")),
            rows),
        new Block.Paragraph(phrases.say("ladder.how")));
  }

  private static String cut(String digest) {
    String hex = digest.substring(digest.indexOf(':') + 1);
    return hex.substring(0, 12) + "…";
  }

  List<Block> layout(LayoutTree tree) {
    return List.of(
        new Block.Command(
            List.of("find . -type f -printf '%s %P\\n' | sort -k2"),
            tree.files().stream().map(file -> file.sizeInBytes() + " " + file.name()).toList()));
  }

  List<Block> comparison(Comparison comparison) {
    var shared = comparison.shared();
    List<List<String>> rows = new ArrayList<>();
    for (ImageLayer layer : shared.first().layers()) {
      rows.add(
          List.of(
              Integer.toString(layer.position() + 1),
              layer.digest().toString(),
              Sizes.of(layer.descriptor().sizeInBytes()),
              phrases.say(shared.sharedBlobs().contains(layer) ? "compare.both" : "compare.one")));
    }
    return List.of(
        new Block.Table(
            phrases.say("compare.caption", comparison.first(), comparison.second()),
            List.of(
                phrases.say("compare.layer"),
                phrases.say("compare.digest"),
                phrases.say("compare.size"),
                phrases.say("compare.where")),
            rows),
        new Block.Paragraph(
            phrases.say(
                "compare.saved", shared.sharedBlobs().size(), Sizes.of(shared.bytesSaved()))));
  }

  List<Block> cost(Cost cost) {
    return List.of(
        new Block.Paragraph(
            phrases.say(
                "cost.said",
                cost.name(),
                cost.cost().toFetch().size(),
                Sizes.of(cost.cost().bytesToFetch()),
                cost.cost().alreadyHere().size(),
                Sizes.of(cost.cost().bytesAlreadyHere()))));
  }

  List<Block> converted(Converted converted) {
    Conversion conversion = converted.conversion();
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Block.Table(
            phrases.say("convert.caption"),
            List.of(
                phrases.say("convert.where"),
                phrases.say("convert.before"),
                phrases.say("convert.after")),
            conversion.changes().stream()
                .map(change -> List.of(change.where(), "" + change.before(), "" + change.after()))
                .toList()));
    conversion
        .losses()
        .forEach(loss ->
            blocks.add(new Block.Paragraph(phrases.say("convert." + loss.kind(), loss.where()))));
    blocks.add(
        new Block.Paragraph(
            phrases.say(
                "convert.digest", conversion.from().digest(), conversion.result().digest())));
    return blocks;
  }
}
