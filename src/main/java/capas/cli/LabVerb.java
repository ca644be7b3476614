package capas.cli;

import capas.words.Language;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** {@code ./capas lab}: the notebooks, in a browser, until Ctrl-C. */
final class LabVerb implements Verb {

  private final int port;

  LabVerb(String... words) {
    port = Words.of("lab").values("--port").parse(words).number("--port", 0);
  }

  @Override
  public int run() {
    int free = Server.freePort(port);
    Home home = Home.ofThisClass();
    Jupyter jupyter = Jupyter.withPage(home);
    Path folder = new Desk(home.notebooks()).folder();
    try (Server server = Server.start(jupyter, folder, free)) {
      URI address = server.address(Language.current().code());
      System.out.println(Main.phrases().say("lab.open", address, folder));
      System.out.flush();
      openBrowser(address);
      return server.waitFor();
    }
  }

  private static void openBrowser(URI address) {
    boolean screen = System.getenv("DISPLAY") != null || System.getenv("WAYLAND_DISPLAY") != null;
    boolean able = Said.by(List.of("which", "xdg-open")).code() == 0;
    if (screen && able && !Debian.isSuperuser()) {
      Said.by(List.of("xdg-open", address.toString()));
    }
  }
}
