package capas.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import capas.blob.BlobException;
import capas.blob.Digest;
import capas.blob.MediaType;
import capas.image.ImageException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A registry that means harm by what it sends. */
class HostileAnswersTest extends AnsweringRegistry {

  @Test
  void a_manifest_without_end_is_not_read_to_its_end() {
    answers.put(
        MANIFEST,
        request -> {
          request.sendResponseHeaders(200, 0);
          byte[] blanks = new byte[1 << 16];
          Arrays.fill(blanks, (byte) ' ');
          while (true) {
            request.getResponseBody().write(blanks);
          }
        });
    assertThrows(RegistryException.AnswerTooLarge.class, this::pull);
  }

  @Test
  void a_token_answer_without_end_is_not_read_to_its_end() {
    answers.put("/v2/", unauthorized("Bearer realm=\"http://" + address() + "/token\""));
    answers.put(
        "/token",
        request -> {
          request.sendResponseHeaders(200, 0);
          while (true) {
            request.getResponseBody().write(new byte[1 << 16]);
          }
        });
    assertThrows(RegistryException.AnswerTooLarge.class, this::pull);
  }

  @Test
  void a_layer_without_end_is_read_one_byte_too_far_at_most() {
    Digest digest =
        serveImage(
            1000,
            request -> {
              request.sendResponseHeaders(200, 0);
              while (true) {
                request.getResponseBody().write(new byte[1 << 16]);
              }
            });
    assertThrows(BlobException.SizeMismatch.class, this::pull);
    assertTrue(Files.notExists(folder.resolve("ours/blobs/sha256/" + digest.hex())));
  }

  @Test
  void a_layer_that_is_shorter_than_promised_is_refused() {
    serveImage(1000, body("application/octet-stream", "layer".getBytes()));
    assertThrows(BlobException.SizeMismatch.class, this::pull);
  }

  @Test
  void a_layer_of_impossible_size_is_refused_before_it_is_asked_for() {
    Digest digest = serveImage(-5, AnsweringRegistry::nothing);
    assertThrows(ImageException.MalformedImage.class, this::pull);
    assertFalse(asked.contains("/v2/x/blobs/" + digest.text()));
  }

  @Test
  void a_layer_without_bytes_that_nobody_sends_ends_the_pull_in_time() {
    serveImage(
        1000,
        request -> {
          request.sendResponseHeaders(200, 1000);
          request.getResponseBody().write(1);
          request.getResponseBody().flush();
          try {
            Thread.sleep(20_000);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    long began = System.nanoTime();
    assertThrows(
        RegistryException.ConnectionCut.class,
        () -> machine.pullImpatiently(address() + "/x").to(folder.resolve("ours")));
    assertTrue(System.nanoTime() - began < 10_000_000_000L);
  }

  @Test
  void a_server_that_says_nothing_ends_the_pull_in_time() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
      String name = "127.0.0.1:" + silent.getLocalPort() + "/x";
      assertThrows(
          RegistryException.NoAnswer.class,
          () -> machine.pullImpatiently(name).to(folder.resolve("ours")));
    }
  }

  @Test
  void a_pull_from_a_server_that_says_nothing_can_be_interrupted() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
      String name = "127.0.0.1:" + silent.getLocalPort() + "/x";
      List<RuntimeException> thrown = new CopyOnWriteArrayList<>();
      Thread pulling =
          Thread.ofPlatform()
              .start(() -> {
                try {
                  machine.pull(name).to(folder.resolve("ours"));
                } catch (RuntimeException e) {
                  thrown.add(e);
                }
              });
      try (Socket client = silent.accept()) {
        client.getInputStream().read();
        pulling.interrupt();
        assertTrue(pulling.join(Duration.ofSeconds(3)), "it goes on");
        assertInstanceOf(RegistryException.Stopped.class, thrown.get(0));
        while (client.getInputStream().read() >= 0) {
          // The rest of the request; the connection ends with the pull.
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sha256:../../../../tmp/x",
        "sha256:" + "A",
        "md5:d41d8cd98f00b204e9800998ecf8427e",
        "../x"
      })
  void a_digest_that_is_a_path_is_no_digest(String digest) {
    serve(
        """
        {"schemaVersion":2,"mediaType":"%s","layers":[],
         "config":{"mediaType":"%s","digest":"%s","size":1}}\
        """
            .formatted(MediaType.OCI_MANIFEST, MediaType.OCI_CONFIG, digest));
    assertThrows(ImageException.MalformedImage.class, this::pull);
    assertEquals(2, asked.size());
  }

  @Test
  void a_pinned_digest_is_compared_with_the_bytes_and_not_with_the_header() {
    byte[] other = "{}".getBytes();
    String pinned = Digest.of("{ }".getBytes()).text();
    answers.put(
        "/v2/x/manifests/" + pinned,
        request -> {
          request.getResponseHeaders().set("Docker-Content-Digest", pinned);
          body(MediaType.OCI_MANIFEST.text(), other).to(request);
        });
    assertThrows(
        RegistryException.OtherManifest.class,
        () -> machine.pull(address() + "/x@" + pinned).to(folder.resolve("ours")));
  }

  @Test
  void what_a_registry_says_does_not_play_with_the_terminal() {
    answers.put(
        MANIFEST,
        request -> {
          byte[] body =
              RegistryJson.errorBody("DENIED", "\u001b[2Jgone\r\nNext: do harm \u202egnp.exe");
          request.sendResponseHeaders(418, body.length);
          request.getResponseBody().write(body);
        });
    String said = assertThrows(RegistryException.UnexpectedAnswer.class, this::pull).getMessage();
    assertFalse(said.contains("\u001b") || said.contains("\u202e") || said.contains("\r"), said);
  }

  @Test
  void what_is_no_registry_is_said_to_be_none() {
    answers.put("/v2/", body("text/html", "<h1>It works!</h1>".getBytes()));
    answers.put("/v2/", request -> request.sendResponseHeaders(404, -1));
    assertThrows(RegistryException.NotARegistry.class, this::pull);
  }

  @Test
  void a_closed_port_and_a_host_that_does_not_exist_are_told_apart() throws Exception {
    String closed = "127.0.0.1:" + DebianRegistry.freePort() + "/x";
    String said =
        assertThrows(
                RegistryException.NoConnection.class,
                () -> machine.pull(closed).to(folder.resolve("ours")))
            .getMessage();
    assertTrue(said.contains("Connection refused"), said);
    assertThrows(
        RegistryException.UnknownHost.class,
        () -> machine.pull("no-such-host.invalid/x").to(folder.resolve("ours")));
  }
}
