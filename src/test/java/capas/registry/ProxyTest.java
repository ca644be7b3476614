package capas.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** A machine whose way to the registries leads through a proxy. */
class ProxyTest extends AnsweringRegistry {

  private void plainRegistry() {
    machine.write(
        "etc/registries.conf", "[[registry]]\nlocation = \"registry.invalid\"\ninsecure = true\n");
  }

  private PulledImage pullFromAfar() {
    return machine.pull("registry.invalid/x").to(folder.resolve("ours"));
  }

  @Test
  void asks_the_proxy_by_the_registrys_full_address() {
    plainRegistry();
    machine.set("http_proxy", "http://" + address());
    assertThrows(RegistryException.UnknownRepository.class, this::pullFromAfar);
    assertTrue(asked.contains("http://registry.invalid/v2/x/manifests/latest"), asked.toString());
  }

  @Test
  void asks_registries_that_no_proxy_names_themselves() {
    plainRegistry();
    machine.set("HTTP_PROXY", address()).set("NO_PROXY", "localhost, .invalid");
    assertThrows(RegistryException.UnknownHost.class, this::pullFromAfar);
    assertEquals(List.of(), asked);
  }

  @Test
  void asks_a_registry_of_its_own_without_it() {
    machine.set("http_proxy", "http://127.0.0.1:1");
    assertThrows(RegistryException.UnknownRepository.class, this::pull);
    assertTrue(asked.contains(MANIFEST), asked.toString());
  }

  @Test
  void asks_for_a_tunnel_where_https_is_spoken() throws Exception {
    List<String> heard = new CopyOnWriteArrayList<>();
    try (ServerSocket proxy = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> refuseTunnels(proxy, heard));
      machine.set("HTTPS_PROXY", "http://127.0.0.1:" + proxy.getLocalPort());
      assertThrows(RegistryException.class, this::pullFromAfar);
    }
    assertEquals("CONNECT registry.invalid:443 HTTP/1.1", heard.getFirst());
  }

  private static void refuseTunnels(ServerSocket proxy, List<String> heard) {
    while (true) {
      try (Socket client = proxy.accept()) {
        heard.add(new BufferedReader(new InputStreamReader(client.getInputStream())).readLine());
        client.getOutputStream().write("HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n".getBytes());
      } catch (IOException closed) {
        return;
      }
    }
  }
}
