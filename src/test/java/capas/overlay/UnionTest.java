package capas.overlay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import capas.Parts;
import capas.layer.LayerEntry;
import capas.layer.LayerPath;
import capas.linux.MountNamespace;
import capas.linux.Names;
import capas.linux.Privileges;
import capas.linux.SyscallException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our reading of the layers is held against what the kernel shows, after steps drawn by lot. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class UnionTest {

  private static final List<String> NAMES = List.of("a", "b", "c");
  private static final int STEPS = 60;

  @TempDir(factory = OnDisk.class)
  Path folder;

  private MountNamespace namespace;
  private MountedOverlay overlay;

  @BeforeEach
  void needOverlay() {
    Parts.need("root", "util-linux; run as root", Privileges::isSuperuser);
    Parts.need("overlayfs", "kmod; modprobe overlay", Privileges::isOverlayInKernel);
  }

  @AfterEach
  void unmount() {
    if (overlay != null) {
      overlay.close();
      namespace.close();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void shows_what_the_kernel_shows(long seed) throws IOException {
    compare(new Random(seed), List.of());
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18})
  void shows_what_the_kernel_shows_of_folders_with_new_names(long seed) throws IOException {
    compare(new Random(seed), List.of("redirect_dir=on"));
  }

  private void compare(Random lot, List<String> options) throws IOException {
    for (String name : List.of("l1", "l2", "l3", "upper")) {
      fill(lot, Files.createDirectory(folder.resolve(name)), name, 0);
    }
    Files.createDirectory(folder.resolve("work"));
    Files.createDirectory(folder.resolve("merged"));
    namespace = MountNamespace.in(folder);
    overlay =
        new Overlay(List.of("l1", "l2", "l3"), "upper", "work", "merged", options).mount(namespace);
    for (int step = 0; step < STEPS; step++) {
      namespace.run(() -> someStep(lot));
      MergedView view = overlay.observe().view();
      SortedMap<String, String> ours = new TreeMap<>();
      view.names().forEach((path, name) -> ours.put(path.toString(), name.entry().status().mode()));
      assertEquals(namespace.call(this::shownByTheKernel), ours);
      view.names().values().forEach(this::hasItsLayersContent);
    }
  }

  private void hasItsLayersContent(MergedView.Name name) {
    if (name.entry() instanceof LayerEntry.RegularFile) {
      namespace.run(() ->
          assertArrayEquals(
              read(name.path().in(overlay.place())),
              read(name.entry().path().in(name.layer().folder()))));
    }
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private SortedMap<String, String> shownByTheKernel() throws IOException {
    SortedMap<String, String> shown = new TreeMap<>();
    try (Stream<Path> names = Files.walk(overlay.place())) {
      for (Path name : names.skip(1).toList()) {
        shown.put(
            overlay.place().relativize(name).toString(), capas.linux.FileStatus.of(name).mode());
      }
    }
    return shown;
  }

  private void fill(Random lot, Path place, String layer, int depth) throws IOException {
    for (String name : NAMES) {
      switch (lot.nextInt(4)) {
        case 0 -> Files.writeString(place.resolve(name), layer + depth);
        case 1, 2 -> {
          if (depth < 2) {
            fill(lot, Files.createDirectory(place.resolve(name)), layer, depth + 1);
          }
        }
        default -> {}
      }
    }
  }

  /** Steps that the kernel refuses are steps too: nothing may change then. */
  private void someStep(Random lot) {
    Path name = somePath(lot);
    try {
      switch (lot.nextInt(6)) {
        case 0, 1 -> removeAll(name);
        case 2 -> Names.makeFolder(name);
        case 3 -> Names.rename(name, somePath(lot));
        case 4 -> Names.changeMode(name, 0700 + lot.nextInt(8));
        default -> Files.writeString(name, "merged " + lot.nextInt(100));
      }
    } catch (SyscallException | IOException refused) {
      return;
    }
  }

  private Path somePath(Random lot) {
    List<String> names = new ArrayList<>();
    int depth = 1 + lot.nextInt(3);
    for (int i = 0; i < depth; i++) {
      names.add(NAMES.get(lot.nextInt(NAMES.size())));
    }
    return new LayerPath(names).in(overlay.place());
  }

  private static void removeAll(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      try (Stream<Path> inside = Files.list(path)) {
        for (Path name : inside.toList()) {
          removeAll(name);
        }
      }
      Names.removeFolder(path);
    } else {
      Names.remove(path);
    }
  }
}
