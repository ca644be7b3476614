package capas.cli;

import capas.lab.ImageLab;
import java.util.concurrent.CountDownLatch;

/** {@code ./capas registry}: the sample images, for any client on this machine, until Ctrl-C. */
final class RegistryVerb implements Verb {

  private final int port;

  RegistryVerb(String... words) {
    port = Words.of("registry").values("--port").parse(words).number("--port", 0);
  }

  @Override
  public int run() throws InterruptedException {
    try (ImageLab images = ImageLab.create()) {
      System.out.println(images.startRegistry(port));
      System.out.flush();
      new CountDownLatch(1).await();
    }
    return Main.FINE;
  }
}
