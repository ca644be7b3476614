package capas.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import capas.layer.UnsafeLayerPathException;
import capas.overlay.OverlayRefusedException;
import capas.words.CapasException;
import capas.words.Language;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/**
 * Each refusal says what, why and next in both languages, quotes the kernel, and changes nothing.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RefusalsTest {

  private OverlayLab lab;

  @BeforeEach
  void makeLayers() {
    Machine.needOverlayAsRoot();
    lab = OverlayLab.create();
    lab.createLower();
    lab.createUpper();
  }

  @AfterEach
  void close() {
    if (lab != null) {
      lab.close();
    }
  }

  private <T extends CapasException> T refused(Class<T> kind, Executable step) {
    String before = lab.tree().toString() + lab.ls("work") + lab.mounts();
    T refusal = assertThrows(kind, step);
    assertEquals(before, lab.tree().toString() + lab.ls("work") + lab.mounts(), "nothing changed");
    for (Language language : Language.values()) {
      assertTrue(refusal.what(language).length() > 10, refusal::toString);
      assertTrue(refusal.why(language).length() > 10, refusal::toString);
      assertTrue(refusal.next(language).length() > 10, refusal::toString);
      assertTrue(refusal.saidIn(language).indexOf('{') < 0, refusal.saidIn(language));
    }
    return refusal;
  }

  private <T extends OverlayRefusedException> void kernelRefuses(
      Class<T> kind, String errno, Executable step) {
    T refusal = refused(kind, step);
    assertTrue(refusal.why(Language.ES).contains(errno), refusal.why(Language.ES));
    assertTrue(refusal.why(Language.EN).contains(errno), refusal.why(Language.EN));
  }

  @Test
  void work_on_another_mount() {
    lab.mountTmpfs("other");
    kernelRefuses(
        OverlayRefusedException.WorkOnOtherMount.class,
        "EINVAL",
        () -> lab.mountFolders("lower", "upper", "other", "merged"));
  }

  @Test
  void work_inside_upper() {
    lab.reset();
    lab.createLower();
    lab.createUpper(Map.of("w/", ""));
    kernelRefuses(
        OverlayRefusedException.WorkInsideUpper.class,
        "EINVAL",
        () -> lab.mountFolders("lower", "upper", "upper/w", "merged"));
  }

  @Test
  void work_and_upper_the_same_folder() {
    kernelRefuses(
        OverlayRefusedException.WorkInsideUpper.class,
        "EINVAL",
        () -> lab.mountFolders("lower", "upper", "upper", "merged"));
  }

  @Test
  void a_missing_lower() {
    kernelRefuses(
        OverlayRefusedException.FolderMissing.class,
        "ENOENT",
        () -> lab.mountFolders("lower:nowhere", "upper", "work", "merged"));
  }

  @Test
  void a_missing_merged() {
    kernelRefuses(
        OverlayRefusedException.FolderMissing.class,
        "ENOENT",
        () -> lab.mountFolders("lower", "upper", "work", "nowhere"));
  }

  @Test
  void a_lower_that_is_a_file() {
    kernelRefuses(
        OverlayRefusedException.NotAFolder.class,
        "EINVAL",
        () -> lab.mountFolders("lower/f1", "upper", "work", "merged"));
  }

  @Test
  void too_many_layers() {
    String names = String.join(":", Collections.nCopies(501, "lower"));
    kernelRefuses(
        OverlayRefusedException.TooManyLayers.class,
        "EINVAL",
        () -> lab.mountFolders(names, "upper", "work", "merged"));
  }

  @Test
  void options_that_do_not_fit_a_page() {
    String names = String.join(":", Collections.nCopies(900, "lower"));
    refused(
        OverlayRefusedException.DataTooLong.class,
        () -> lab.mountFolders(names, "upper", "work", "merged"));
  }

  @Test
  void names_with_the_three_characters_that_mount_reads_itself() {
    for (String name : new String[] {"a,b", "a\\b"}) {
      refused(
          OverlayRefusedException.NameWithSeparator.class,
          () -> lab.mountFolders(name, "upper", "work", "merged"));
    }
    lab.createLower("a:b", Map.of());
    refused(OverlayRefusedException.NameWithSeparator.class, () -> lab.mountOverlay());
  }

  @Test
  void an_overlay_on_an_overlay() {
    lab.reset();
    lab.createLower("lower", Map.of("f", "1", "up/", "", "wk/", ""));
    lab.createUpper(Map.of());
    lab.createLower("place/", Map.of());
    lab.mountFolders("lower", "upper", "work", "merged");
    kernelRefuses(
        OverlayRefusedException.OverlayOnOverlay.class,
        "EINVAL",
        () -> lab.mountFolders("place", "merged/up", "merged/wk", "place"));
  }

  @Test
  void an_overlay_mounted_already() {
    lab.mountOverlay();
    refused(OverlayRefusedException.AlreadyMounted.class, () -> lab.mountOverlay());
  }

  @Test
  void an_upper_that_another_overlay_writes() {
    lab.createLower("place", Map.of());
    lab.createLower("work2", Map.of());
    lab.mountFolders("lower", "upper", "work", "merged");
    refused(
        OverlayRefusedException.FolderInUse.class,
        () -> lab.mountFolders("lower", "upper", "work2", "place"));
  }

  @Test
  void an_unknown_option() {
    kernelRefuses(
        OverlayRefusedException.KernelRefused.class,
        "EINVAL",
        () -> lab.mountOverlay("colour=blue"));
  }

  @Test
  void a_step_before_mounting() {
    refused(LabRefusedException.NotMounted.class, () -> lab.remove("f2"));
    refused(LabRefusedException.NotMounted.class, () -> lab.diagram());
    refused(LabRefusedException.NotMounted.class, () -> lab.unmount());
  }

  @Test
  void a_layer_changed_under_the_mount() {
    lab.mountOverlay();
    refused(LabRefusedException.LayersInUse.class, () -> lab.createLower("more", Map.of()));
    refused(LabRefusedException.LayersInUse.class, () -> lab.makeWhiteout("f1"));
  }

  @Test
  void a_layer_made_twice() {
    refused(LabRefusedException.LayerExists.class, () -> lab.createLower());
  }

  @Test
  void nothing_to_mount() {
    lab.reset();
    assertThrows(LabRefusedException.LayersMissing.class, () -> lab.mountOverlay());
  }

  @Test
  void names_that_are_not_there() {
    lab.mountOverlay();
    refused(LabRefusedException.CommandRefused.class, () -> lab.remove("f9"));
    refused(LabRefusedException.CommandRefused.class, () -> lab.rename("f9", "f8"));
    refused(LabRefusedException.CommandRefused.class, () -> lab.write("no/such", "x"));
    refused(LabRefusedException.NothingThere.class, () -> lab.ls("nowhere"));
    refused(LabRefusedException.NothingThere.class, () -> lab.cat("lower/f9"));
    refused(LabRefusedException.CommandRefused.class, () -> lab.cat("lower"));
  }

  @Test
  void a_folder_where_a_file_is_meant() {
    lab.mountOverlay();
    lab.makeFolder("d");
    var refusal = refused(LabRefusedException.CommandRefused.class, () -> lab.write("d", "x"));
    assertTrue(refusal.why(Language.ES).contains("EISDIR: es un directorio"), refusal::toString);
    refused(LabRefusedException.CommandRefused.class, () -> lab.remove("d"));
    refused(LabRefusedException.CommandRefused.class, () -> lab.makeFolder("d"));
  }

  @Test
  void names_that_climb_out_of_the_lab() {
    lab.mountOverlay();
    refused(UnsafeLayerPathException.class, () -> lab.remove("../lower/f1"));
    refused(UnsafeLayerPathException.class, () -> lab.cat("/etc/passwd"));
    refused(UnsafeLayerPathException.class, () -> lab.ls(".."));
    refused(UnsafeLayerPathException.class, () -> lab.write("f\0", "x"));
    refused(UnsafeLayerPathException.class, () -> lab.write("f".repeat(256), "x"));
  }

  @Test
  void a_rename_across_layers() {
    lab.reset();
    lab.createLower("lower", Map.of("d/a", "a"));
    lab.createUpper(Map.of());
    lab.mountOverlay();
    refused(LabRefusedException.RenameNeedsRedirect.class, () -> lab.rename("d", "e"));
  }

  @Test
  void a_mode_that_is_none() {
    lab.mountOverlay();
    refused(LabRefusedException.NotAMode.class, () -> lab.chmod("f1", "rw"));
    refused(LabRefusedException.NotAMode.class, () -> lab.chmod("f1", "888"));
  }

  @Test
  void a_check_that_does_not_hold() {
    lab.mountOverlay();
    var refusal =
        refused(
            LabRefusedException.CheckFailed.class,
            () -> lab.check(Expectation.seen("f1", "upper"), Expectation.seen("f2", "lower")));
    assertTrue(refusal.what(Language.ES).contains("f1: se esperaba «upper» y hay «lower»"));
    assertTrue(refusal.what(Language.EN).contains("f1: \"upper\" was expected"));
  }

  @Test
  void a_lab_that_was_closed() {
    lab.close();
    assertThrows(LabRefusedException.Closed.class, () -> lab.ls("lower"));
    lab.close();
    lab = null;
  }

  @Test
  void no_refusal_carries_a_stack_trace() {
    var refusal = refused(LabRefusedException.NotMounted.class, () -> lab.remove("f2"));
    assertEquals(0, refusal.getStackTrace().length);
  }
}
