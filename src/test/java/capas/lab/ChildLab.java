package capas.lab;

import java.util.Map;

/** A lab in a process of its own, for tests that end the process or take its rights away. */
final class ChildLab {

  private ChildLab() {}

  /**
   * {@code steps} prints what the course's steps and a new folder show; {@code wait} mounts, says
   * so and waits to be killed.
   */
  public static void main(String[] arguments) throws Exception {
    OverlayLab lab = OverlayLab.create();
    lab.createLower("lower", Map.of("f1", "one", "f2", "two", "d/a", "a"));
    lab.createUpper();
    lab.mountOverlay();
    if (arguments[0].equals("wait")) {
      System.out.println(lab);
      Thread.sleep(60_000);
    }
    System.out.println(lab.mounts());
    mountAnother();
    System.out.println(lab.remove("f2"));
    System.out.println(lab.write("f1", "changed"));
    lab.removeFolder("d");
    System.out.println(lab.makeFolder("d"));
    System.out.println(lab.inspectWhiteouts());
    System.out.println(lab.attempt(() -> lab.mountOverlay()));
    lab.unmount();
    System.out.println(lab.attempt(() -> lab.mountOverlay("redirect_dir=on")));
  }

  /** As when all cells of a lesson are run once more. */
  private static void mountAnother() {
    try (OverlayLab another = OverlayLab.create()) {
      another.createLower();
      another.createUpper();
      another.mountOverlay();
      System.out.println("the other lab shows " + another.remove("f2").toString());
    }
  }
}
