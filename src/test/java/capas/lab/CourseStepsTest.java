package capas.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import capas.layer.LayerEntry;
import capas.linux.FileStatus;
import capas.overlay.UpperChange;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** The five steps of the course, on the real kernel. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class CourseStepsTest {

  private OverlayLab lab;

  @BeforeEach
  void mount() {
    Machine.needOverlayAsRoot();
    lab = OverlayLab.create();
    lab.createLower();
    lab.createUpper();
    lab.mountOverlay();
  }

  @AfterEach
  void close() {
    if (lab != null) {
      lab.close();
    }
  }

  private List<String> names(String folder) {
    Listing listing = (Listing) lab.ls(folder).parts().getFirst();
    return listing.lines().stream().skip(2).map(Listing.Line::name).toList();
  }

  private FileStatus status(String folder, String name) {
    Listing listing = (Listing) lab.ls(folder).parts().getFirst();
    return listing.lines().stream()
        .filter(line -> line.name().equals(name))
        .findFirst()
        .orElseThrow()
        .status();
  }

  private String text(String name) {
    return ((FileText) lab.cat(name).parts().getFirst()).text().strip();
  }

  private static UpperChange only(Step step) {
    List<UpperChange> changes = step.changes().orElseThrow().upper();
    assertEquals(1, changes.size(), changes::toString);
    assertEquals(List.of(), step.changes().orElseThrow().lowersTouched());
    return changes.getFirst();
  }

  @Test
  void the_union_shows_four_names_and_f3_of_upper() {
    assertEquals(List.of("f1", "f2", "f3", "f4"), names("merged"));
    assertEquals("Fichero 3 en la capa upper", text("merged/f3"));
    assertEquals("Fichero 3 en la capa lower", text("lower/f3"));
  }

  @Test
  void the_mount_table_reads_as_the_course_prints_it() {
    assertTrue(
        lab.mounts()
            .lines()
            .getFirst()
            .toString()
            .matches(
                "overlay on \\S+/merged type overlay \\(rw,relatime,"
                    + "lowerdir=lower,upperdir=upper,workdir=work(,\\S+)?\\)"));
  }

  @Test
  void a_new_file_is_kept_in_upper() {
    Step step = lab.write("f5", "Fichero 5 en merged");
    assertEquals(List.of("echo \"Fichero 5 en merged\" > merged/f5"), step.commands());
    assertEquals("f5", ((UpperChange.Created) only(step)).path().toString());
    assertEquals(List.of("f3", "f4", "f5"), names("upper"));
    assertEquals(20, status("upper", "f5").sizeInBytes());
  }

  @Test
  void deleting_a_lower_file_leaves_a_whiteout_of_two_links_in_upper() {
    Step step = lab.remove("f2");
    assertEquals(List.of("rm merged/f2"), step.commands());
    assertEquals(List.of("lower"), ((UpperChange.Hidden) only(step)).in());
    assertEquals(List.of("f1", "f3", "f4"), names("merged"));
    FileStatus whiteout = status("upper", "f2");
    assertEquals("c---------", whiteout.mode());
    assertEquals("0, 0", whiteout.device().toString());
    assertEquals(2, whiteout.links());
    Whiteouts.Hidden found = lab.inspectWhiteouts().names().getFirst();
    assertEquals(1, found.otherNames().size());
    assertTrue(found.otherNames().getFirst().startsWith("work/work/#"));
  }

  @Test
  void each_further_whiteout_is_one_more_name_of_the_same_inode() {
    lab.remove("f1");
    lab.remove("f2");
    assertEquals(3, status("upper", "f2").links());
    assertEquals(status("upper", "f1").inode(), status("upper", "f2").inode());
  }

  @Test
  void deleting_a_file_of_upper_alone_leaves_nothing() {
    assertEquals("f4", ((UpperChange.Removed) only(lab.remove("f4"))).path().toString());
    assertEquals(List.of("f3"), names("upper"));
  }

  @Test
  void changing_a_lower_file_copies_it_up_and_leaves_lower_as_it_was() {
    var change = (UpperChange.CopiedUp) only(lab.write("f1", "Modifico fichero 1"));
    assertEquals("lower", change.from());
    assertEquals("Modifico fichero 1", text("merged/f1"));
    assertEquals("Modifico fichero 1", text("upper/f1"));
    assertEquals("Fichero 1 en la capa lower", text("lower/f1"));
  }

  @Test
  void a_folder_made_again_is_opaque() {
    lab.unmount();
    lab.reset();
    lab.createLower("lower", Map.of("d/a", "a"));
    lab.createUpper(Map.of());
    lab.mountOverlay();
    lab.removeFolder("d");
    Step step = lab.makeFolder("d");
    assertTrue(
        step.changes().orElseThrow().upper().stream()
            .anyMatch(UpperChange.MadeOpaque.class::isInstance));
    assertEquals(List.of(), names("merged/d"));
    assertEquals("trusted.overlay.opaque", lab.inspectWhiteouts().folders().getFirst().attribute());
  }

  @Test
  void a_hard_link_is_broken_by_copy_up() {
    lab.reset();
    lab.createLower();
    lab.hardLink("lower/f1", "lower/h1");
    lab.createUpper();
    lab.mountOverlay();
    var change = (UpperChange.CopiedUp) only(lab.append("f1", "más"));
    assertEquals(2, change.lowerLinks());
    assertEquals("Fichero 1 en la capa lower", text("merged/h1"));
  }

  @Test
  void the_first_of_several_lowers_wins() {
    lab.reset();
    lab.createLower("lower1", Map.of("f", "1"));
    lab.createLower("lower2", Map.of("f", "2", "g", "2"));
    lab.createUpper(Map.of());
    Step step = lab.mountOverlay();
    assertTrue(step.commands().getFirst().contains("lowerdir=lower1:lower2,"));
    assertEquals("1", text("merged/f"));
    assertEquals("2", text("merged/g"));
  }

  @Test
  void with_metacopy_a_chmod_copies_no_content() {
    lab.unmount();
    lab.mountOverlay("metacopy=on", "redirect_dir=on");
    var change = (UpperChange.CopiedUp) only(lab.chmod("f1", "600"));
    assertTrue(change.entry() instanceof LayerEntry.RegularFile file && file.metadataOnly());
    assertNotEquals("Fichero 1 en la capa lower", text("upper/f1"));
    assertEquals("Fichero 1 en la capa lower", text("merged/f1"));
  }

  @Test
  void with_redirect_dir_a_lower_folder_gets_a_new_name_and_keeps_its_content() {
    lab.reset();
    lab.createLower("lower", Map.of("d/a", "a"));
    lab.createUpper(Map.of());
    lab.mountOverlay("redirect_dir=on");
    Step step = lab.rename("d", "e");
    assertTrue(
        step.changes().orElseThrow().upper().stream()
            .anyMatch(
                change -> change instanceof UpperChange.Redirected to && to.to().equals("d")));
    assertEquals(List.of("a"), names("merged/e"));
  }

  @Test
  void a_prediction_is_held_against_the_next_step_alone() {
    lab.predict("upper", "f3", "f9");
    Prediction.Outcome outcome = lab.write("f5", "5").predictions().getFirst();
    assertFalse(outcome.isRight());
    assertEquals("[f9]", outcome.missing().toString());
    assertEquals("[f4, f5]", outcome.surprising().toString());
    assertEquals(List.of(), lab.write("f6", "6").predictions());
  }

  @Test
  void a_whiteout_made_by_hand_hides_as_well() {
    lab.reset();
    lab.createLower();
    lab.createUpper();
    lab.makeWhiteout("f1");
    lab.mountOverlay();
    assertEquals(List.of("f2", "f3", "f4"), names("merged"));
  }
}
