package capas;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** {@code ./capas lab}, started for real. */
public final class OpenLab implements AutoCloseable {

  private static final int MOST_SECONDS_TO_LEAVE = 20;

  private final Process process;
  private final URI address;

  private OpenLab(Process process, URI address) {
    this.process = process;
    this.address = address;
  }

  /** Starts it and waits for the address that it prints. */
  public static OpenLab of(Path script) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(script.toString(), "lab");
    builder.environment().put("CAPAS_LANG", "es");
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    Process process = builder.start();
    BufferedReader lines = process.inputReader();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.strip().startsWith("http://")) {
        return new OpenLab(process, URI.create(line.strip()));
      }
    }
    throw new AssertionError("./capas lab ended without an address: " + process.exitValue());
  }

  /** With the key. */
  public URI address() {
    return address;
  }

  public Process process() {
    return process;
  }

  /** Sends it a signal, as {@code kill -INT}; whether it left in time. */
  public boolean leavesOn(String signal) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid())).start().waitFor();
    return process.waitFor(MOST_SECONDS_TO_LEAVE, TimeUnit.SECONDS);
  }

  @Override
  public void close() throws IOException {
    try {
      if (process.isAlive() && !leavesOn("TERM")) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
