package capas.registry;

import capas.words.Spoken;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A program that keeps passwords: {@code echo REGISTRY | docker-credential-NAME get}.
 *
 * @see <a href="https://github.com/docker/docker-credential-helpers">docker-credential-helpers</a>
 */
record CredentialHelper(String name, Settings settings) {

  private static final int SECONDS = 30;
  private static final int MOST_BYTES = 1 << 16;

  /** Empty if the helper knows no credentials for this registry. */
  Optional<Credentials> get(String registry) {
    if (!name.matches("[A-Za-z0-9_.-]+")) {
      throw failed(registry, RegistryException.said("helper.name"));
    }
    String asked = registry.equals("docker.io") ? "https://index.docker.io/v1/" : registry;
    ProcessBuilder builder =
        new ProcessBuilder(List.of(inPath(registry).toString(), "get"))
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().clear();
    builder.environment().putAll(settings.environment());
    try {
      Process process = builder.start();
      try (OutputStream question = process.getOutputStream()) {
        question.write(asked.getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        // It did not read: its answer tells.
      }
      return answer(process, registry);
    } catch (IOException e) {
      throw failed(registry, RegistryException.said("helper.missing", program()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RegistryException.Stopped();
    }
  }

  private Optional<Credentials> answer(Process process, String registry)
      throws IOException, InterruptedException {
    Thread end =
        Thread.ofVirtual()
            .start(() -> {
              try {
                if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                  process.destroyForcibly();
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    byte[] said = process.getInputStream().readNBytes(MOST_BYTES);
    int status = process.waitFor();
    end.join();
    if (status == 0) {
      return RegistryJson.helperAnswer(said)
          .map(secret ->
              new Credentials(secret.user(), secret.password(), secret.identityToken(), program()));
    }
    String words = new String(said, StandardCharsets.UTF_8).strip();
    if (words.startsWith("credentials not found")) {
      return Optional.empty();
    }
    throw failed(registry, RegistryException.said("helper.status", status, Curl.printable(words)));
  }

  /** The JDK looks in the PATH of its own start; what counts is the environment that was given. */
  private Path inPath(String registry) {
    for (String folder : settings.environment().getOrDefault("PATH", "").split(":")) {
      Path file = Path.of(folder).resolve(program());
      if (!folder.isEmpty() && Files.isExecutable(file)) {
        return file;
      }
    }
    throw failed(registry, RegistryException.said("helper.missing", program()));
  }

  private String program() {
    return "docker-credential-" + name;
  }

  private RegistryException failed(String registry, Spoken reason) {
    return new RegistryException.CredentialHelperFailed(program(), registry, reason);
  }
}
