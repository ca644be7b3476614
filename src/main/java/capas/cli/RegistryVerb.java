package capas.cli;

import capas.lab.ImageLab;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./capas registry}: the sample images, for any client on this machine, until Ctrl-C. */
@Command(name = "registry")
final class RegistryVerb implements Callable<Integer> {

  @Option(names = "--port", paramLabel = "--port", defaultValue = "0")
  private int port;

  @Override
  public Integer call() throws InterruptedException {
    try (ImageLab images = ImageLab.create()) {
      System.out.println(images.startRegistry(port));
      System.out.flush();
      new CountDownLatch(1).await();
    }
    return Main.FINE;
  }
}
