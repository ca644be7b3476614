package capas.store;

import capas.blob.Digest;
import capas.linux.DeviceNodes;
import capas.store.Damage.Kind;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A copy of a sound store, to be damaged, and the ways to do it.
 *
 * @param latest the name of the image that is damaged
 */
record DamagedStore(Path copy, Store store, String latest) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** One way to damage a store. */
  interface Breaking {
    void in(DamagedStore store) throws Exception;
  }

  static DamagedStore of(Path sound, Path copy, String latest) {
    sh("cp -a " + sound + " " + copy);
    return new DamagedStore(copy, Store.open(copy), latest);
  }

  static void sh(String script) {
    Podman.run(List.of("sh", "-ec", script));
  }

  StoredLayer layer(int number) {
    return store.image(latest).baseFirst().get(number - 1);
  }

  Path diff(int number, String path) {
    return layer(number).diff().resolve(path);
  }

  void edit(Path list, Consumer<ArrayNode> change) throws IOException {
    ArrayNode records = (ArrayNode) JSON.readTree(list.toFile());
    change.accept(records);
    JSON.writeValue(list.toFile(), records);
  }

  void editImages(Consumer<ObjectNode> change) throws IOException {
    edit(store.root().imagesJson(), list -> list.forEach(r -> change.accept((ObjectNode) r)));
  }

  void editLayer(int number, Consumer<ObjectNode> change) throws IOException {
    String id = layer(number).id().hex();
    edit(
        store.root().layersJson(),
        list ->
            list.forEach(record -> {
              if (record.path("id").asText().equals(id)) {
                change.accept((ObjectNode) record);
              }
            }));
  }

  Path document(String key) {
    StoredImage image = store.image(latest);
    return store.root().bigData(image.id(), key);
  }

  static void append(Path file, String text) throws IOException {
    Files.writeString(file, text, java.nio.file.StandardOpenOption.APPEND);
  }

  static void truncate(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
  }

  /** Every way, by its name. */
  static Map<String, Row> rows() {
    Map<String, Row> rows = new LinkedHashMap<>();
    row(rows, "images.json", t -> Files.delete(t.store().root().imagesJson()), Kind.LIST_MISSING);
    row(rows, "layers.json", t -> Files.delete(t.store().root().layersJson()), Kind.LIST_MISSING);
    row(rows, "no JSON", t -> truncate(t.store().root().layersJson()), Kind.LIST_MALFORMED);
    row(rows, "sizes", t -> t.editImages(i -> i.remove("big-data-sizes")), Kind.SIZE_NOT_LISTED);
    row(rows, "layer", t -> t.editImages(i -> i.remove("layer")), Kind.STACK_DIFFERS);
    row(rows, "manifest", t -> Files.delete(t.document("manifest")), Kind.DOCUMENT_MISSING);
    row(
        rows,
        "second manifest",
        t -> {
          Digest digest = t.store().image(t.latest()).record().digest().orElseThrow();
          Files.delete(t.document("manifest-" + digest.text()));
        },
        Kind.DOCUMENT_MISSING);
    row(
        rows,
        "config",
        t -> Files.delete(t.document("sha256:" + t.store().image(t.latest()).id())),
        Kind.DOCUMENT_MISSING);
    row(rows, "changed", t -> append(t.document("manifest"), " "), Kind.DOCUMENT_CHANGED);
    row(rows, "parent", t -> t.editLayer(3, l -> l.remove("parent")), Kind.STACK_DIFFERS);
    row(
        rows,
        "record",
        t ->
            t.edit(
                t.store().root().layersJson(),
                list -> list.remove(t.store().layers().indexOf(t.layer(2)))),
        Kind.LAYER_NOT_LISTED);
    row(
        rows,
        "circle",
        t -> t.editLayer(1, l -> l.put("parent", t.layer(3).id().hex())),
        Kind.LAYERS_IN_CIRCLE);
    row(
        rows,
        "no diff-digest",
        t -> t.editLayer(2, l -> l.remove("diff-digest")),
        Kind.LAYER_WITHOUT_DIGEST);
    row(
        rows,
        "no diff-size",
        t -> t.editLayer(2, l -> l.remove("diff-size")),
        Kind.LAYER_WITHOUT_DIGEST);
    row(
        rows,
        "other diff-digest",
        t -> t.editLayer(2, l -> l.put("diff-digest", Digest.of(new byte[0]).text())),
        Kind.DIFF_ID_DIFFERS);
    row(
        rows,
        "other diff-size",
        t -> t.editLayer(2, l -> l.put("diff-size", 1)),
        Kind.LENGTH_DIFFERS);
    row(rows, "tar-split", t -> Files.delete(t.layer(2).tarSplit()), Kind.TAR_SPLIT_MISSING);
    row(rows, "half", t -> truncate(t.layer(1).tarSplit()), Kind.TAR_SPLIT_CORRUPT);
    row(
        rows,
        "no gzip",
        t -> Files.writeString(t.layer(1).tarSplit(), "{}"),
        Kind.TAR_SPLIT_CORRUPT);
    row(rows, "l/", t -> sh("rm " + t.store().root().links() + "/*"), Kind.SHORT_LINK_MISSING);
    row(rows, "link", t -> Files.delete(t.layer(2).folder().resolve("link")), Kind.LINK_MISSING);
    row(rows, "lower", t -> Files.delete(t.layer(3).folder().resolve("lower")), Kind.LOWER_MISSING);
    row(
        rows,
        "newline",
        t -> append(t.layer(2).folder().resolve("link"), "\n"),
        Kind.LINK_MALFORMED);
    row(rows, "end", t -> append(t.layer(3).folder().resolve("lower"), "\n"), Kind.LOWER_DIFFERS);
    row(
        rows,
        "absolute",
        t -> {
          Path link = t.store().root().links().resolve(t.layer(2).link().orElseThrow());
          Files.delete(link);
          Files.createSymbolicLink(link, t.layer(2).diff());
        },
        Kind.SHORT_LINK_ELSEWHERE);
    row(rows, "folder", t -> sh("rm -r " + t.layer(1).folder()), Kind.LAYER_FOLDER_MISSING);
    row(rows, "diff", t -> sh("rm -r " + t.layer(2).diff()), Kind.LAYER_FOLDER_MISSING);
    row(rows, "empty", t -> Files.delete(t.layer(1).folder().resolve("empty")), Kind.EMPTY_MISSING);
    row(
        rows,
        "led out",
        t -> {
          sh("rm -r " + t.layer(2).folder());
          Files.createSymbolicLink(t.layer(2).folder(), Path.of("/etc"));
        },
        Kind.MISLEADING);
    row(
        rows,
        "a pipe",
        t -> sh("cd %s; rm link; mkfifo link".formatted(t.layer(2).folder())),
        Kind.MISLEADING);
    row(
        rows,
        "content",
        t -> sh("cd %s; echo x >> etc/passwd".formatted(t.diff(1, ""))),
        Kind.FILE_CHANGED);
    row(rows, "gone", t -> Files.delete(t.diff(1, "etc/passwd")), Kind.FILE_MISSING);
    row(
        rows,
        "another type",
        t -> sh("cd %s; rm etc/passwd; mkdir etc/passwd".formatted(t.diff(1, ""))),
        Kind.FILE_TYPE);
    row(
        rows,
        "whiteout",
        t -> Files.delete(t.diff(2, "etc/httpd/conf.d/welcome.conf")),
        Kind.WHITEOUT_MISSING);
    row(
        rows,
        "opaque",
        t -> sh("setfattr -x trusted.overlay.opaque " + t.diff(2, "usr/share/icons")),
        Kind.OPAQUE_MISSING);
    row(rows, "extra", t -> Files.writeString(t.diff(3, "var/new"), ""), Kind.FILE_EXTRA);
    row(
        rows,
        "extra whiteout",
        t -> DeviceNodes.makeZeroDevice(t.diff(3, "var/x")),
        Kind.FILE_EXTRA);
    row(rows, "owner", t -> sh("chown 7 " + t.diff(1, "etc/passwd")), Kind.FILE_OWNER);
    row(rows, "group of a link", t -> sh("chown -h :7 " + t.diff(1, "bin/ls")), Kind.FILE_OWNER);
    row(rows, "mode", t -> sh("chmod 600 " + t.diff(1, "etc/passwd")), Kind.FILE_MODE);
    row(rows, "setuid", t -> sh("chmod u-s " + t.diff(3, "usr/bin/reload")), Kind.FILE_MODE);
    row(rows, "time", t -> sh("touch -d 2020-01-01 " + t.diff(1, "etc/passwd")), Kind.FILE_TIME);
    row(
        rows,
        "less than a second",
        t -> sh("touch -d '2024-03-21 07:38:50.5 UTC' " + t.diff(1, "etc/passwd")),
        Kind.FILE_TIME);
    row(
        rows,
        "target",
        t ->
            sh(
                "cd %s; ln -sfn env bin/ls; touch -h -d @1711006730 bin/ls"
                    .formatted(t.diff(1, ""))),
        Kind.LINK_TARGET);
    row(
        rows,
        "a copy",
        t -> sh("cd %s; cp -a home.html h; mv h home.html".formatted(t.diff(3, "var/www/html"))),
        Kind.HARD_LINK);
    row(
        rows,
        "attribute",
        t -> sh("setfattr -x user.mime_type " + t.diff(3, "var/www/html/logo.svg")),
        Kind.ATTRIBUTE);
    row(rows, "mode of diff", t -> sh("chmod 755 " + t.diff(1, "")), Kind.DIFF_MODE);
    row(rows, "owner of diff", t -> sh("chown 7 " + t.diff(2, "")), Kind.DIFF_MODE);
    row(
        rows,
        "incomplete",
        t -> t.editLayer(3, l -> l.putObject("flags").put("incomplete", true)),
        Kind.LAYER_INCOMPLETE);
    row(
        rows,
        "orphan",
        t -> sh("mkdir " + t.store().root().driverFolder() + "/abc"),
        Kind.ORPHAN_LAYER);
    row(
        rows,
        "orphan image",
        t -> sh("mkdir " + t.store().root().images() + "/abc"),
        Kind.ORPHAN_IMAGE);
    row(
        rows,
        "orphan link",
        t -> sh("ln -s ../abc/diff " + t.store().root().links() + "/ABC"),
        Kind.ORPHAN_LINK);
    return rows;
  }

  record Row(String name, Breaking breaking, Kind kind) {
    @Override
    public String toString() {
      return name + ": " + kind;
    }
  }

  private static void row(Map<String, Row> rows, String name, Breaking breaking, Kind kind) {
    rows.put(name, new Row(name, breaking, kind));
  }
}
