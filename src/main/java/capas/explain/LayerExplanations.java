package capas.explain;

import capas.explain.Block.Diagram.Cell;
import capas.explain.Block.Diagram.Row;
import capas.explain.Block.Diagram.Shape;
import capas.explain.Block.Tree.Branch;
import capas.lab.LayerDiagram;
import capas.lab.LayerTree;
import capas.lab.Whiteouts;
import capas.layer.DirectoryLayer;
import capas.layer.LayerEntry;
import capas.layer.LayerPath;
import capas.overlay.MergedView;
import capas.words.Phrases;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The layers as they lie: whiteouts, trees and the figure. */
final class LayerExplanations {

  private final Phrases phrases;

  LayerExplanations(Phrases phrases) {
    this.phrases = phrases;
  }

  List<Block> whiteouts(Whiteouts whiteouts) {
    List<Block> blocks = new ArrayList<>();
    if (whiteouts.names().isEmpty()) {
      blocks.add(new Block.Paragraph(phrases.say("whiteouts.none")));
    } else {
      blocks.add(names(whiteouts));
      blocks.add(new Block.Paragraph(phrases.say("whiteouts.why-two-links")));
    }
    if (!whiteouts.folders().isEmpty()) {
      blocks.add(
          new Block.Table(
              phrases.say("opaque.caption"),
              List.of(phrases.say("opaque.folder"), phrases.say("opaque.attribute")),
              whiteouts.folders().stream()
                  .map(folder -> List.of("upper/" + folder.path(), folder.attribute() + "=y"))
                  .toList()));
    }
    return blocks;
  }

  private Block names(Whiteouts whiteouts) {
    return new Block.Table(
        phrases.say("whiteouts.caption"),
        List.of(
            phrases.say("whiteouts.name"),
            phrases.say("whiteouts.device"),
            phrases.say("whiteouts.hides"),
            phrases.say("whiteouts.links"),
            phrases.say("whiteouts.other-names")),
        whiteouts.names().stream()
            .map(hidden ->
                List.of(
                    "upper/" + hidden.whiteout().path(),
                    hidden.whiteout().status().mode() + " " + hidden.whiteout().status().device(),
                    hidden.in().isEmpty()
                        ? phrases.say("whiteouts.hides-nothing")
                        : String.join(" ", hidden.in()),
                    Integer.toString(hidden.whiteout().status().links()),
                    hidden.otherNames().isEmpty()
                        ? phrases.say("whiteouts.no-other-name")
                        : String.join(" ", hidden.otherNames())))
            .toList());
  }

  List<Block> tree(LayerTree tree) {
    List<Block> blocks = new ArrayList<>();
    tree.view()
        .ifPresent(view -> {
          SortedMap<LayerPath, MergedView.Name> names = view.names();
          blocks.add(new Block.Tree(branch("merged", LayerPath.TOP, names, name -> from(name))));
        });
    tree.layers()
        .forEach((layer, entries) ->
            blocks.add(new Block.Tree(branch(layer.name(), LayerPath.TOP, entries, this::remark))));
    if (!tree.work().isEmpty()) {
      List<Branch> names =
          tree.work().stream().map(name -> new Branch(name, "", List.of())).toList();
      blocks.add(new Block.Tree(new Branch("work", "", List.of(new Branch("work", "", names)))));
    }
    return blocks;
  }

  private <T> Branch branch(
      String label, LayerPath at, SortedMap<LayerPath, T> all, Function<T, String> remark) {
    List<Branch> inside =
        all.keySet().stream()
            .filter(path -> !path.isTop() && path.parent().equals(at))
            .map(path -> branch(path.name(), path, all, remark))
            .toList();
    return new Branch(label, at.isTop() ? "" : remark.apply(all.get(at)), inside);
  }

  private String from(MergedView.Name name) {
    List<String> layers = new ArrayList<>(List.of(name.layer().name()));
    name.mergedWith().forEach(layer -> layers.add(layer.name()));
    return phrases.say("tree.from", String.join(" + ", layers));
  }

  private String remark(LayerEntry entry) {
    return switch (entry) {
      case LayerEntry.Whiteout whiteout -> phrases.say("tree.whiteout");
      case LayerEntry.Folder folder when folder.opaque() -> phrases.say("tree.opaque");
      case LayerEntry.Folder folder when folder.redirect().isPresent() ->
          phrases.say("tree.redirect", folder.redirect().get());
      case LayerEntry.RegularFile file when file.metadataOnly() -> phrases.say("tree.metacopy");
      case LayerEntry.Symlink link -> "-> " + link.target();
      default -> "";
    };
  }

  Block diagram(LayerDiagram diagram) {
    SortedSet<LayerPath> columns = new TreeSet<>();
    diagram.layers().values().forEach(entries -> columns.addAll(entries.keySet()));
    columns.addAll(diagram.view().names().keySet());
    List<Row> rows = new ArrayList<>();
    rows.add(new Row("merged", columns.stream().map(path -> merged(path, diagram)).toList()));
    diagram
        .layers()
        .forEach((layer, entries) ->
            rows.add(
                new Row(
                    layer.name(),
                    columns.stream()
                        .map(path -> cell(entries.get(path), layer, diagram.view()))
                        .toList())));
    return new Block.Diagram(
        phrases.say("diagram.title"),
        twin(diagram),
        phrases.say("diagram.legend"),
        columns.stream().map(LayerPath::toString).toList(),
        rows);
  }

  private Cell merged(LayerPath path, LayerDiagram diagram) {
    return diagram
        .view()
        .find(path)
        .map(name -> new Cell(shape(name.entry()), word(name.entry()), true))
        .orElseGet(() -> new Cell(Shape.NOTHING, "", false));
  }

  private Cell cell(LayerEntry entry, DirectoryLayer layer, MergedView view) {
    if (entry == null) {
      return new Cell(Shape.NOTHING, "", false);
    }
    boolean seen =
        view.find(entry.path())
            .filter(name -> name.layer().equals(layer) || name.mergedWith().contains(layer))
            .isPresent();
    return new Cell(shape(entry), word(entry), seen);
  }

  private static Shape shape(LayerEntry entry) {
    return switch (entry) {
      case LayerEntry.Whiteout whiteout -> Shape.WHITEOUT;
      case LayerEntry.Folder folder -> Shape.FOLDER;
      case LayerEntry.RegularFile file -> Shape.FILE;
      case LayerEntry.Symlink link -> Shape.FILE;
      case LayerEntry.Special special -> Shape.FILE;
    };
  }

  private static String word(LayerEntry entry) {
    return switch (entry) {
      case LayerEntry.Whiteout whiteout -> "whiteout";
      case LayerEntry.Folder folder -> entry.path().name() + "/";
      default -> entry.path().name();
    };
  }

  private String twin(LayerDiagram diagram) {
    String seen =
        diagram.view().names().values().stream()
            .map(name -> name.path() + " (" + from(name) + ")")
            .collect(Collectors.joining(", "));
    StringBuilder twin = new StringBuilder(phrases.say("diagram.twin-merged", seen));
    for (Map.Entry<DirectoryLayer, SortedMap<LayerPath, LayerEntry>> layer :
        diagram.layers().entrySet()) {
      String holds =
          layer.getValue().values().stream()
              .map(entry -> held(entry, layer.getKey(), diagram.view()))
              .collect(Collectors.joining(", "));
      twin.append(' ').append(phrases.say("diagram.twin-layer", layer.getKey().name(), holds));
    }
    return twin.toString();
  }

  private String held(LayerEntry entry, DirectoryLayer layer, MergedView view) {
    if (entry instanceof LayerEntry.Whiteout) {
      return phrases.say("diagram.twin-whiteout", entry.path());
    }
    return cell(entry, layer, view).seen()
        ? entry.path().toString()
        : phrases.say("diagram.twin-covered", entry.path());
  }
}
