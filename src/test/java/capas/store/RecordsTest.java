package capas.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import capas.words.Language;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The lists of a store, as far as podman does not write them every day. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RecordsTest {

  @TempDir Path folder;
  private GraphRoot root;

  @BeforeEach
  void an_empty_store() throws Exception {
    root = GraphRoot.at(folder);
    Files.createDirectories(root.layers());
    Files.createDirectories(root.images());
  }

  @Test
  void no_file_and_an_empty_file_are_no_layers() throws Exception {
    assertEquals(List.of(), LayersJson.read(root));
    Files.createFile(root.layersJson());
    assertEquals(List.of(), LayersJson.read(root));
    Files.writeString(root.layersJson(), "null");
    assertEquals(List.of(), LayersJson.read(root));
  }

  @Test
  void what_is_not_known_is_kept_behind_what_is() throws Exception {
    Files.writeString(
        root.layersJson(),
        """
        [{"zeta":{"b":[1.5,{"c":null}]},"diff-size":7,"id":"a","alfa":"<ñ>","flags":{"incomplete":true}}]
        """);
    rewriteLayers();
    assertEquals(
        "[{\"id\":\"a\",\"diff-size\":7,\"flags\":{\"incomplete\":true},"
            + "\"zeta\":{\"b\":[1.5,{\"c\":null}]},\"alfa\":\"\\u003cñ\\u003e\"}]",
        Files.readString(root.layersJson()));
    assertTrue(LayersJson.read(root).getFirst().isIncomplete());
  }

  @Test
  void maps_of_ids_stay_where_go_writes_them() throws Exception {
    String mapped =
        "[{\"id\":\"a\",\"created\":\"2024-03-21T07:00:00.5+02:00\",\"gidset\":[0,4294967295],"
            + "\"uidmap\":[{\"container_id\":0,\"host_id\":1000,\"size\":1}],"
            + "\"big-data-names\":[\"zstd-chunked-manifest\"]}]";
    Files.writeString(root.layersJson(), mapped);
    rewriteLayers();
    assertEquals(mapped, Files.readString(root.layersJson()));
  }

  @Test
  void layers_of_containers_that_end_with_the_machine_are_read_and_not_written() throws Exception {
    Files.writeString(root.layersJson(), "[{\"id\":\"a\"}]");
    Files.writeString(root.volatileLayersJson(), "[{\"id\":\"b\",\"parent\":\"a\"}]");
    assertEquals(2, LayersJson.read(root).size());
    rewriteLayers();
    assertEquals("[{\"id\":\"a\"}]", Files.readString(root.layersJson()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[{\"id\":\"../../etc\"}]|[0].id",
        "[{\"id\":\"a\"},{\"id\":\"..\"}]|[1].id",
        "[{}]|[0].id",
        "[{\"id\":7}]|[0].id",
        "[{\"id\":\"a\",\"parent\":\"b/c\"}]|[0].parent",
        "[{\"id\":\"a\",\"diff-digest\":\"sha256:../x\"}]|[0].diff-digest",
        "[{\"id\":\"a\",\"diff-size\":1.5}]|[0].diff-size",
        "[{\"id\":\"a\",\"uidset\":{}}]|[0].uidset",
        "[{\"id\":\"a\",\"flags\":[]}]|[0].flags",
        "[{\"id\":\"a\",\"created\":\"ayer\"}]|[0].created",
        "[7]|[0]",
        "{}|$",
        "[{\"id\":\"a\"}|$"
      })
  void a_refusal_names_the_record_and_the_field(String list, String place) throws Exception {
    Files.writeString(root.layersJson(), list);
    StoreException refusal =
        assertThrows(StoreException.MalformedList.class, () -> LayersJson.read(root));
    assertTrue(refusal.what(Language.EN).contains(place + " "), refusal.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {".a", "-a", "_a", "a/b", "a\u0000", "\u00e1", "a b", "a\\"})
  void what_could_mislead_as_the_name_of_a_folder_is_none(String id) throws Exception {
    String json = id.replace("\\", "\\\\").replace("\u0000", "\\u0000");
    Files.writeString(root.layersJson(), "[{\"id\":\"" + json + "\"}]");
    assertThrows(StoreException.MalformedList.class, () -> LayersJson.read(root));
  }

  @Test
  void a_name_is_as_long_as_a_folders_may_be() throws Exception {
    String longest = "A-0_z.".repeat(43).substring(0, 255);
    Files.writeString(root.layersJson(), "[{\"id\":\"" + longest + "\"}]");
    assertEquals(longest, LayersJson.read(root).getFirst().id().hex());
    Files.writeString(root.layersJson(), "[{\"id\":\"" + longest + "a\"}]");
    assertThrows(StoreException.MalformedList.class, () -> LayersJson.read(root));
  }

  @Test
  void an_image_without_layers_names_and_times_is_one_too() throws Exception {
    Files.writeString(root.imagesJson(), "[{\"id\":\"a\",\"digest\":\"\"}]");
    ImageRecord image = ImagesJson.read(root).getFirst();
    assertEquals(Optional.empty(), image.topLayer());
    assertEquals(Optional.empty(), image.digest());
    assertEquals("a", image.toString());
  }

  @Test
  void the_mark_of_the_last_writer_changes_with_every_list() throws Exception {
    rewriteLayers();
    byte[] first = Files.readAllBytes(root.layersLock());
    rewriteLayers();
    byte[] second = Files.readAllBytes(root.layersLock());
    assertEquals(StoreLock.TOKEN_BYTES, first.length);
    assertEquals(StoreLock.TOKEN_BYTES, second.length);
    assertTrue(java.util.Arrays.mismatch(first, second) >= 0);
    assertEquals("rw-------", mode(root.layersJson()));
    assertEquals("rw-r--r--", mode(root.layersLock()));
  }

  @Test
  void a_list_that_cannot_be_replaced_leaves_nothing_beside_it() throws Exception {
    Files.createDirectories(root.layersJson().resolve("in the way"));
    try (StoreLock.Held lock = StoreLock.toWrite(root.layersLock())) {
      assertThrows(StoreException.Failed.class, () -> LayersJson.write(root, lock, List.of()));
    }
    try (var files = Files.list(root.layers())) {
      assertEquals(2, files.count());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "manifest,manifest",
    "sha256:c6,'=c2hhMjU2OmM2'",
    "signature-1a,'=c2lnbmF0dXJlLTFh'",
    "zstd-chunked-manifest,'=enN0ZC1jaHVua2VkLW1hbmlmZXN0'"
  })
  void a_key_that_is_no_plain_name_is_written_in_base64(String key, String file) {
    assertEquals(file, BigData.fileName(key));
    assertEquals(Optional.of(key), BigData.key(file));
  }

  @Test
  void a_name_that_no_key_gives_has_no_key() {
    assertEquals(Optional.empty(), BigData.key("=bWFuaWZlc3Q="));
    assertEquals(Optional.empty(), BigData.key("=%"));
    assertEquals(Optional.empty(), BigData.key("A"));
  }

  @Test
  void a_short_link_has_the_letters_of_base32() {
    ShortLink link = ShortLink.random();
    assertTrue(link.text().matches("[A-Z2-7]{26}"), link.text());
    assertTrue(!link.equals(ShortLink.random()));
  }

  private void rewriteLayers() {
    try (StoreLock.Held lock = StoreLock.toWrite(root.layersLock())) {
      LayersJson.write(root, lock, LayersJson.readLasting(root));
    }
  }

  private static String mode(Path file) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
