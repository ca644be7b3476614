package capas.explain;

import capas.image.LayerId;
import capas.lab.GraphRootSeen;
import capas.lab.ImageFolderSeen;
import capas.lab.LayerFolderSeen;
import capas.lab.LayerIdsSeen;
import capas.lab.LayerMarksSeen;
import capas.lab.MatchSeen;
import capas.lab.TarSplitsSeen;
import capas.lab.WalkBegun;
import capas.lab.WalkStep;
import capas.store.Match;
import capas.store.StoredImage;
import capas.store.StoredLayer;
import capas.words.Phrases;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** What lies where in a store, from its top folder to the files of a layer. */
final class StoreExplanations {

  private final Explainer explainer;
  private final Phrases phrases;

  StoreExplanations(Explainer explainer, Phrases phrases) {
    this.explainer = explainer;
    this.phrases = phrases;
  }

  List<Block> begun(WalkBegun begun) {
    List<List<String>> rows = new ArrayList<>();
    begun
        .stops()
        .forEach(stop ->
            rows.add(List.of(Integer.toString(rows.size() + 1), phrases.say("stop." + stop))));
    return List.of(
        new Block.Table(
            phrases.say("walk.caption", begun.image()),
            List.of(phrases.say("walk.number"), phrases.say("walk.stop")),
            rows),
        new Block.Paragraph(phrases.say("walk.next")));
  }

  List<Block> step(WalkStep step) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Block.Paragraph(
            phrases.say("walk.at", step.number(), step.of(), phrases.say("stop." + step.stop()))));
    step.shown().forEach(value -> blocks.addAll(explainer.explain(value).orElseThrow().blocks()));
    phrases.find("after." + step.stop()).ifPresent(why -> blocks.add(new Block.Paragraph(why)));
    return blocks;
  }

  List<Block> graphroot(GraphRootSeen seen) {
    List<String> names = seen.entries().stream().map(GraphRootSeen.Entry::name).toList();
    List<List<String>> rows =
        seen.entries().stream()
            .filter(entry -> !entry.name().startsWith("."))
            .map(entry ->
                List.of(entry.name() + (entry.status().isFolder() ? "/" : ""), what(entry.name())))
            .toList();
    return List.of(
        new Block.Command(
            List.of("cd " + seen.folder(), "ls"),
            List.of(
                String.join("  ", names.stream().filter(name -> !name.startsWith(".")).toList()))),
        new Block.Table(
            phrases.say("root.caption"),
            List.of(phrases.say("root.name"), phrases.say("root.what")),
            rows));
  }

  private String what(String name) {
    String ofDriver = name.replaceFirst("^(overlay|vfs|btrfs|zfs)(?=-|$)", "DRIVER");
    return phrases.find("entry." + ofDriver).orElseGet(() -> phrases.say("entry.unknown"));
  }

  List<Block> imageFolder(ImageFolderSeen seen) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Block.Command(
            List.of("ls " + seen.folder()),
            seen.documents().stream().map(StoredImage.Document::fileName).toList()));
    seen.documents().stream()
        .filter(document -> document.fileName().startsWith("=") && document.key().isPresent())
        .findFirst()
        .ifPresent(document ->
            blocks.add(
                new Block.Command(
                    List.of("echo " + document.fileName().substring(1) + " | base64 -d"),
                    List.of(
                        new String(
                            Base64.getDecoder().decode(document.fileName().substring(1)),
                            java.nio.charset.StandardCharsets.UTF_8)))));
    blocks.add(
        new Block.Table(
            phrases.say("documents.caption"),
            List.of(
                phrases.say("documents.file"),
                phrases.say("documents.key"),
                phrases.say("documents.what"),
                phrases.say("documents.size")),
            seen.documents().stream()
                .map(document ->
                    List.of(
                        cut(document.fileName(), 16),
                        document.key().map(key -> cut(key, 32)).orElse(""),
                        kind(document.key()),
                        Sizes.of(document.sizeInBytes())))
                .toList()));
    return blocks;
  }

  private String kind(Optional<String> key) {
    String kind =
        key.map(text ->
                text.equals("manifest")
                    ? "manifest"
                    : text.startsWith("manifest-")
                        ? "manifest-of-digest"
                        : text.startsWith("sha256:")
                            ? "config"
                            : text.startsWith("signature") ? "signature" : "other")
            .orElse("other");
    return phrases.say("document." + kind);
  }

  List<Block> tarSplits(TarSplitsSeen seen) {
    return List.of(
        new Block.Command(List.of("ls " + seen.folder()), seen.names()),
        new Block.Table(
            phrases.say("splits.caption"),
            List.of(
                phrases.say("splits.layer"),
                phrases.say("splits.split"),
                phrases.say("splits.blob"),
                phrases.say("splits.tar")),
            seen.baseFirst().stream()
                .map(line ->
                    List.of(
                        line.layer(),
                        Sizes.of(line.tarSplit()),
                        line.blob().isPresent()
                            ? Sizes.of(line.blob().getAsLong())
                            : phrases.say("splits.unknown"),
                        Sizes.of(line.tar())))
                .toList()),
        new Block.Paragraph(phrases.say("splits.how")));
  }

  List<Block> match(MatchSeen seen) {
    List<Block> blocks = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    for (Match match : seen.baseFirst()) {
      blocks.add(
          new Block.Command(
              List.of(
                  "jq -r '.[] | select(.\"compressed-diff-digest\" == \""
                      + match.inManifest().digest().text()
                      + "\") | .id' "
                      + match.layer().root().driver()
                      + "-layers/layers.json"),
              match.sameDigest().stream().map(LayerId::hex).toList()));
      rows.add(
          List.of(
              Integer.toString(match.position() + 1),
              match.inManifest().digest().toString(),
              match
                  .layer()
                  .record()
                  .compressedDigest()
                  .map(Object::toString)
                  .orElse(phrases.say("match.nothing")),
              match.layer().toString(),
              "overlay/" + match.layer() + "…",
              phrases.say("match." + match.by())));
    }
    blocks.add(
        new Block.Table(
            phrases.say("match.caption", seen.image()),
            List.of(
                phrases.say("match.layer"),
                phrases.say("match.manifest"),
                "compressed-diff-digest",
                "id",
                phrases.say("match.folder"),
                phrases.say("match.verdict")),
            rows));
    blocks.add(new Block.Paragraph(phrases.say("match.how")));
    return blocks;
  }

  List<Block> layerIds(LayerIdsSeen seen) {
    List<Block> blocks = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    for (StoredImage.Naming naming : seen.baseFirst()) {
      StoredLayer layer = naming.layer();
      String diffId = layer.record().diffId().orElseThrow().hex();
      naming
          .parent()
          .ifPresent(parent ->
              blocks.add(
                  new Block.Command(
                      List.of("printf %s+%s " + parent.hex() + " " + diffId + " | sha256sum"),
                      List.of(naming.computed().hex() + "  -"))));
      rows.add(
          List.of(
              Integer.toString(rows.size() + 1),
              naming.parent().map(Object::toString).orElse(phrases.say("ids.none")),
              layer.record().diffId().orElseThrow().toString(),
              naming.computed().toString(),
              layer.toString(),
              phrases.say(naming.isRight() ? "ids.right" : "ids.other")));
    }
    blocks.add(
        new Block.Table(
            phrases.say("ids.caption"),
            List.of(
                phrases.say("ids.layer"),
                "parent",
                "diff-digest",
                phrases.say("ids.computed"),
                "id",
                phrases.say("ids.verdict")),
            rows));
    blocks.add(new Block.Paragraph(phrases.say("ids.how")));
    return blocks;
  }

  List<Block> layerFolder(LayerFolderSeen seen) {
    List<Block> blocks = new ArrayList<>();
    String folder = seen.listing().folder();
    blocks.add(ShellOutput.of(seen.listing()));
    seen.link().ifPresent(link -> blocks.add(cat(folder + "/link", link)));
    if (!seen.lower().isEmpty()) {
      blocks.add(cat(folder + "/lower", String.join(":", seen.lower())));
    }
    List<List<String>> rows = new ArrayList<>();
    for (var line : seen.listing().lines()) {
      phrases.find("part." + line.name()).ifPresent(what -> rows.add(List.of(line.name(), what)));
    }
    blocks.add(
        new Block.Table(
            phrases.say("folder.caption", seen.number()),
            List.of(phrases.say("folder.name"), phrases.say("folder.what")),
            rows));
    return blocks;
  }

  private static Block cat(String file, String text) {
    return new Block.Command(List.of("cat " + file), List.of(text));
  }

  List<Block> marks(LayerMarksSeen seen) {
    if (seen.marks().isEmpty()) {
      return List.of(new Block.Paragraph(phrases.say("marks.none", seen.image())));
    }
    List<List<String>> rows = new ArrayList<>();
    for (LayerMarksSeen.Mark mark : seen.marks()) {
      rows.add(
          List.of(
              Integer.toString(mark.layer()),
              mark.path() + (mark.isWhiteout() ? "" : "/"),
              mark.status().mode() + " " + mark.sign(),
              mark.hides().isEmpty()
                  ? phrases.say("marks.nothing")
                  : String.join(", ", mark.hides())));
    }
    return List.of(
        new Block.Table(
            phrases.say("marks.caption", seen.image()),
            List.of(
                phrases.say("marks.layer"),
                phrases.say("marks.name"),
                phrases.say("marks.mark"),
                phrases.say("marks.hides")),
            rows),
        new Block.Paragraph(
            phrases.say(
                seen.marks().stream().anyMatch(LayerMarksSeen.Mark::isName)
                    ? "marks.how-names"
                    : "marks.how")));
  }

  private static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length) + "…";
  }
}
