package capas.lab;

import capas.image.Manifest;
import capas.layer.DirectoryLayer;
import capas.layer.LayerEntry;
import capas.layer.LayerPath;
import capas.linux.FileStatus;
import capas.store.BigData;
import capas.store.Biography;
import capas.store.Match;
import capas.store.StoredImage;
import capas.store.StoredLayer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;

/** The eyes on one image of a store. */
final class ImageViews {

  private final StoreViews store;
  private final StoredImage image;

  ImageViews(StoreViews store, StoredImage image) {
    this.store = store;
    this.image = image;
  }

  StoreViews store() {
    return store;
  }

  List<StoredLayer> layers() {
    return image.baseFirst();
  }

  ImageFolderSeen folder() {
    return new ImageFolderSeen(store.name(image.root().image(image.id())), image.documents());
  }

  JsonSeen manifest() {
    return document(BigData.MANIFEST);
  }

  JsonSeen config() {
    return document(image.manifest().config().digest().text());
  }

  private JsonSeen document(String key) {
    return JsonSeen.of(store.name(image.root().bigData(image.id(), key)), image.document(key));
  }

  ImageFigure figure() {
    Manifest manifest = image.manifest();
    return new ImageFigure(image.name(), manifest.config(), manifest.layers());
  }

  MatchSeen match() {
    return new MatchSeen(image.name(), image.match());
  }

  MatchFigure matchFigure() {
    return new MatchFigure(image.name(), image.match());
  }

  LayerIdsSeen layerIds() {
    return new LayerIdsSeen(image.namings());
  }

  /** What overlay-layers keeps, with the sizes that show that it is not the layers. */
  TarSplitsSeen tarSplits() {
    List<TarSplitsSeen.Line> lines = new ArrayList<>();
    for (StoredLayer layer : layers()) {
      lines.add(
          new TarSplitsSeen.Line(
              layer.toString(),
              FileStatus.find(layer.tarSplit()).map(FileStatus::sizeInBytes).orElse(0L),
              layer.record().compressedSizeInBytes(),
              layer.record().sizeInBytes().orElse(0)));
    }
    return new TarSplitsSeen(
        store.name(store.root().layers()),
        Listing.of("", store.root().layers()).lines().stream()
            .map(Listing.Line::name)
            .filter(name -> !name.startsWith("."))
            .toList(),
        lines);
  }

  /** The number of the layer counts from 1, the base. */
  StoredLayer layer(int number) {
    List<StoredLayer> layers = layers();
    if (number < 1 || number > layers.size()) {
      throw new StoreLabException.NoSuchLayer(image.name(), number, layers.size());
    }
    return layers.get(number - 1);
  }

  LayerFolderSeen layerFolder(int number) {
    StoredLayer layer = layer(number);
    return new LayerFolderSeen(
        number,
        layer,
        Listing.of(store.name(layer.folder()), layer.folder()),
        layer.link(),
        layer.linkTarget(),
        layer.lower());
  }

  BiographySeen biography(String path) {
    LayerPath name = LayerPath.parse(path.replaceFirst("^/+", ""));
    return new BiographySeen(image.name(), Biography.of(name, layers()));
  }

  /** Each whiteout and each opaque folder, with what it hides. */
  LayerMarksSeen marks() {
    List<SortedMap<LayerPath, LayerEntry>> below = new ArrayList<>();
    List<LayerMarksSeen.Mark> found = new ArrayList<>();
    for (StoredLayer stored : layers()) {
      DirectoryLayer layer = stored.content();
      SortedMap<LayerPath, LayerEntry> entries = layer.entries();
      int number = below.size() + 1;
      for (LayerEntry entry : entries.values()) {
        mark(number, entry, layer, below).ifPresent(found::add);
      }
      below.add(entries);
    }
    return new LayerMarksSeen(image.name(), found);
  }

  private static Optional<LayerMarksSeen.Mark> mark(
      int number,
      LayerEntry entry,
      DirectoryLayer layer,
      List<SortedMap<LayerPath, LayerEntry>> below) {
    return switch (entry) {
      case LayerEntry.Whiteout whiteout ->
          Optional.of(mark(number, entry, whiteout.sign(), hidden(below, entry.path()::equals)));
      case LayerEntry.Folder folder when folder.opaque() ->
          Optional.of(
              mark(
                  number,
                  entry,
                  layer.marks().ofOpaqueFolder(),
                  hidden(below, path -> path.parent().equals(folder.path()))));
      default -> Optional.empty();
    };
  }

  private static LayerMarksSeen.Mark mark(
      int number, LayerEntry entry, String sign, List<String> hides) {
    return new LayerMarksSeen.Mark(number, entry.path().toString(), entry.status(), sign, hides);
  }

  private static List<String> hidden(
      List<SortedMap<LayerPath, LayerEntry>> below, Function<LayerPath, Boolean> isHidden) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < below.size(); i++) {
      for (LayerEntry entry : below.get(i).values()) {
        if (isHidden.apply(entry.path()) && !(entry instanceof LayerEntry.Whiteout)) {
          names.add((i + 1) + ": " + entry.path());
        }
      }
    }
    return names;
  }

  /** The layer that holds a digest of the manifest, for a command that shows it. */
  Optional<Match> match(int number) {
    return image.match().stream().filter(m -> m.position() == number - 1).findFirst();
  }

  StoredImage image() {
    return image;
  }
}
