package capas.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import capas.Parts;
import capas.blob.DiffId;
import capas.image.ImageLayer;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built-in registry with the sample images, asked by curl, skopeo, podman and us. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ServingSampleImagesTest {

  private static final String NAME = "/v2/sample/httpd/";

  @TempDir static Path all;
  private static BuiltInRegistry registry;
  private static Path layout;

  @TempDir Path folder;

  @BeforeAll
  static void open() {
    layout = all.resolve("sample");
    SampleImages.makeIn(layout);
    registry = BuiltInRegistry.serving(layout);
  }

  @AfterAll
  static void close() {
    registry.close();
  }

  private PulledImage pull(String name) {
    return Machine.in(folder).pull(registry.address() + "/" + name).to(folder.resolve("ours"));
  }

  private static HttpResponse<byte[]> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://" + registry.address() + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), BodyHandlers.ofByteArray());
    }
  }

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body());
  }

  @Test
  void the_same_images_have_the_same_bytes_each_time() throws Exception {
    Path again = folder.resolve("again");
    SampleImages.makeIn(again);
    SampleImages.makeIn(again);
    assertEquals(Tools.blobs(layout), Tools.blobs(again));
    assertEquals(-1, Files.mismatch(layout.resolve("index.json"), again.resolve("index.json")));
  }

  @Test
  void without_busybox_there_are_images_to_look_at() {
    Path small = folder.resolve("small");
    SampleImages.makeIn(small, folder.resolve("no-busybox"));
    try (BuiltInRegistry other = BuiltInRegistry.serving(small)) {
      String name = other.address() + "/sample/httpd";
      assertEquals(
          3, Machine.in(folder).pull(name).to(folder.resolve("ours")).image().layers().size());
    }
  }

  @Test
  void the_names_are_those_that_a_client_types() {
    assertEquals(
        SampleImages.NAMES.stream()
            .map(name -> registry.address() + "/" + name)
            .collect(Collectors.toCollection(TreeSet::new)),
        new TreeSet<>(registry.images()));
  }

  @Test
  void the_second_image_shares_two_layers_and_the_third_all_diff_ids() {
    List<ImageLayer> latest = pull("sample/httpd").image().layers();
    List<ImageLayer> second = pull("sample/httpd:2").image().layers();
    List<ImageLayer> zstd = pull("sample/httpd:zstd").image().layers();
    assertEquals(latest.get(0).digest(), second.get(0).digest());
    assertEquals(latest.get(1).digest(), second.get(1).digest());
    assertTrue(!latest.get(2).digest().equals(second.get(2).digest()));
    Set<DiffId> same = latest.stream().map(ImageLayer::diffId).collect(Collectors.toSet());
    assertEquals(same, zstd.stream().map(ImageLayer::diffId).collect(Collectors.toSet()));
    assertEquals(
        "RUN rm /etc/httpd/conf.d/welcome.conf && renew /usr/share/icons",
        latest.get(1).madeBy().orElseThrow().createdBy().orElseThrow());
  }

  @Test
  void the_layers_have_what_the_course_shows() throws Exception {
    List<ImageLayer> layers = pull("sample/httpd").image().layers();
    String second = listing(layers.get(1));
    assertTrue(second.contains("etc/httpd/conf.d/.wh.welcome.conf"), second);
    assertTrue(second.contains("usr/share/icons/.wh..wh..opq"), second);
    String third = listing(layers.get(2));
    assertTrue(third.contains("-rwsr-xr-x"), third);
    assertTrue(third.contains("home.html link to var/www/html/index.html"), third);
    assertTrue(third.contains("latest.html -> index.html"), third);
    assertTrue(third.contains("user.mime_type"), third);
  }

  private String listing(ImageLayer layer) throws Exception {
    Path blob = folder.resolve("ours/blobs/sha256/" + layer.digest().hex());
    return Tools.run("tar", "--xattrs", "--xattrs-include=*", "-tvvzf", blob.toString());
  }

  @Test
  void skopeo_copies_each_image() throws Exception {
    Tools.need("skopeo", "skopeo");
    for (String image : registry.images()) {
      Path to = folder.resolve("dir-" + image.hashCode());
      long began = System.nanoTime();
      Tools.skopeo(
          "copy", "--quiet", "--all", "--src-tls-verify=false", "docker://" + image, "dir:" + to);
      long seconds = (System.nanoTime() - began) / 1_000_000_000;
      assertTrue(seconds < 5, "skopeo took " + seconds + " s");
    }
  }

  @Test
  void podman_pulls_runs_and_serves_the_page() throws Exception {
    Tools.need("podman", "podman");
    Parts.need("/bin/busybox", "busybox-static", () -> Files.isExecutable(Path.of("/bin/busybox")));
    String[] podman = {
      "podman",
      "--root=" + folder.resolve("root"),
      "--runroot=" + folder.resolve("run"),
      "--storage-driver=vfs",
      "--events-backend=file",
      "--cgroup-manager=cgroupfs"
    };
    String image = registry.address() + "/sample/httpd:latest";
    String said = podman(podman, "pull", "--quiet", "--tls-verify=false", image);
    String id = pull("sample/httpd").imageId().hex();
    assertTrue(said.endsWith(id), said + " is not " + id);
    assertTrue(podman(podman, "history", image).contains("EXPOSE 8080"));
    String mounted = podman(podman, "image", "mount", image).lines().reduce((a, b) -> b).get();
    Path root = Path.of(mounted.strip());
    assertEquals("<h1>Layer 3</h1>\n", Files.readString(root.resolve("var/www/html/index.html")));
    assertTrue(Files.notExists(root.resolve("etc/httpd/conf.d/welcome.conf")));
    assertTrue(Files.notExists(root.resolve("usr/share/icons/file.txt")));
    // Its busybox runs on its own: chroot needs root, which this test has only sometimes.
    assertTrue(Tools.run(root.resolve("bin/busybox").toString(), "--list").contains("httpd"));
    podman(podman, "image", "unmount", image);
    podman(podman, "rmi", "--force", image);
  }

  private static String podman(String[] first, String... arguments) throws Exception {
    return Tools.run(Stream.of(first, arguments).flatMap(Stream::of).toArray(String[]::new));
  }

  @Test
  void it_answers_as_the_specification_says() throws Exception {
    assertEquals(200, get("/v2/").statusCode());
    assertEquals(
        "{\"repositories\":[\"sample/httpd\",\"sample/platforms\"]}", text(get("/v2/_catalog")));
    assertEquals(
        "{\"name\":\"sample/httpd\",\"tags\":[\"2\",\"latest\",\"zstd\"]}",
        text(get(NAME + "tags/list")));
    assertTrue(text(get(NAME + "manifests/none")).contains("MANIFEST_UNKNOWN"));
    assertTrue(text(get("/v2/none/tags/list")).contains("NAME_UNKNOWN"));
    assertTrue(text(get("/v2/none/manifests/latest")).contains("NAME_UNKNOWN"));
    assertTrue(text(get(NAME + "blobs/sha256:" + "0".repeat(64))).contains("BLOB_UNKNOWN"));
    assertTrue(text(get(NAME + "blobs/sha256:0")).contains("DIGEST_INVALID"));
    assertEquals(404, get("/v2/sample/httpd/blobs/..%2f..%2findex.json").statusCode());
    assertEquals(404, get("/etc/passwd").statusCode());
    assertEquals(
        404,
        get(NAME + "manifests/2", "Accept", "application/vnd.docker.distribution.manifest.v2+json")
            .statusCode());
  }

  @Test
  void it_lets_nobody_write() throws Exception {
    HttpRequest push =
        HttpRequest.newBuilder(URI.create("http://" + registry.address() + NAME + "blobs/uploads/"))
            .POST(HttpRequest.BodyPublishers.ofString("x"))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      assertEquals(405, client.send(push, BodyHandlers.discarding()).statusCode());
    }
  }

  @Test
  void a_part_of_a_blob_is_sent_when_it_is_asked_for() throws Exception {
    String blob =
        NAME + "blobs/" + pull("sample/httpd").image().layers().get(2).descriptor().digest().text();
    byte[] whole = get(blob).body();
    HttpResponse<byte[]> part = get(blob, "Range", "bytes=10-19");
    assertEquals(206, part.statusCode());
    assertEquals(10, part.body().length);
    assertEquals(whole[10], part.body()[0]);
    assertEquals(
        "bytes 10-19/" + whole.length, part.headers().firstValue("Content-Range").orElseThrow());
    assertEquals(whole.length - 10, get(blob, "Range", "bytes=10-").body().length);
    assertEquals(7, get(blob, "Range", "bytes=-7").body().length);
    assertEquals(416, get(blob, "Range", "bytes=" + whole.length + "-").statusCode());
    assertEquals(200, get(blob, "Range", "lines=1-2").statusCode());
  }

  @Test
  void what_skopeo_wrote_is_served_too() throws Exception {
    Tools.need("skopeo", "skopeo");
    Path theirs = folder.resolve("My Layout");
    Tools.skopeo(
        "copy",
        "--quiet",
        "--src-tls-verify=false",
        "docker://" + registry.address() + "/sample/httpd:2",
        "oci:" + theirs + ":v1");
    try (BuiltInRegistry other = BuiltInRegistry.serving(theirs)) {
      assertEquals(List.of(other.address() + "/my-layout:v1"), other.images());
      Machine.in(folder).pull(other.images().get(0)).to(folder.resolve("ours"));
    }
  }

  @Test
  void closing_leaves_nothing_behind() {
    BuiltInRegistry other = BuiltInRegistry.serving(layout);
    int port = Integer.parseInt(other.address().split(":")[1]);
    assertThrows(
        RegistryException.PortTaken.class,
        () -> BuiltInRegistry.serving(layout, port, new Access.Open()));
    other.close();
    assertThrows(ConnectException.class, () -> new Socket("127.0.0.1", port).close());
    BuiltInRegistry.serving(layout, port, new Access.Open()).close();
  }
}
