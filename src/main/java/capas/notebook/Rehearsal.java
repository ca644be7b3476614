package capas.notebook;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/**
 * A short session with itself, so that the Java process that archives its classes has loaded what a
 * student's first cells need.
 */
final class Rehearsal {

  private static final List<String> CELLS =
      List.of(
          "1+1",
          "System.out.println(\"capas\");",
          "record Layer(String name) {}",
          "List<Layer> layers = List.of(new Layer(\"lower\"), new Layer(\"upper\"));",
          "for (Layer layer : layers) { System.out.println(layer.name()); }",
          "layers.stream().map(Layer::name).collect(Collectors.joining(\" \"))",
          "int half(int n) { return n / 2; }",
          "half(3)",
          "display(layers)",
          "int word = \"word\";",
          "layers.get(2)");

  private final ConnectionFile file;
  private final Signature signature;

  private Rehearsal(ConnectionFile file) {
    this.file = file;
    this.signature = new Signature(file.key());
  }

  /** A connection file for free ports of this machine. */
  static ConnectionFile connection() throws IOException {
    JsonObject fields =
        Fields.of("transport", "tcp", "ip", "127.0.0.1", "key", UUID.randomUUID().toString());
    List<ServerSocket> taken = new ArrayList<>();
    for (String socket : List.of("shell", "control", "stdin", "iopub", "hb")) {
      ServerSocket port = new ServerSocket(0);
      taken.add(port);
      fields.addProperty(socket + "_port", port.getLocalPort());
    }
    for (ServerSocket port : taken) {
      port.close();
    }
    return new ConnectionFile(fields);
  }

  /** Runs the session as a client, then asks the notebook to end. */
  static void play(ConnectionFile file) {
    Rehearsal rehearsal = new Rehearsal(file);
    try (ZContext context = new ZContext();
        ZMQ.Socket shell = context.createSocket(SocketType.DEALER)) {
      shell.connect(file.address("shell"));
      rehearsal.ask(shell, "kernel_info_request", Fields.of());
      for (String cell : CELLS) {
        rehearsal.ask(shell, "execute_request", Fields.of("code", cell, "stop_on_error", false));
      }
      JsonObject at = Fields.of("code", "layers.get(0)", "cursor_pos", 10);
      rehearsal.ask(shell, "complete_request", at);
      rehearsal.ask(shell, "inspect_request", at);
      rehearsal.ask(shell, "is_complete_request", at);
      rehearsal.ask(shell, "shutdown_request", Fields.of("restart", false));
    }
  }

  private void ask(ZMQ.Socket shell, String type, JsonObject content) {
    JsonObject header =
        Fields.of("msg_id", UUID.randomUUID(), "msg_type", type, "version", Wire.PROTOCOL_VERSION);
    List<byte[]> parts = new ArrayList<>();
    for (JsonObject part : List.of(header, Fields.of(), Fields.of(), content)) {
      parts.add(part.toString().getBytes(StandardCharsets.UTF_8));
    }
    shell.sendMore("<IDS|MSG>");
    shell.sendMore(signature.of(parts));
    for (byte[] part : parts.subList(0, 3)) {
      shell.sendMore(part);
    }
    shell.send(parts.getLast());
    List<String> answer = new ArrayList<>(List.of(shell.recvStr()));
    while (shell.hasReceiveMore()) {
      answer.add(shell.recvStr());
    }
    JsonParser.parseString(answer.getLast());
  }
}
