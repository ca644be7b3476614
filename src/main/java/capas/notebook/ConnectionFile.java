package capas.notebook;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the clients of a notebook look for it: the file that Jupyter writes, and names as the last
 * word of the command that starts us.
 *
 * @see <a
 *     href="https://jupyter-client.readthedocs.io/en/stable/kernels.html#connection-files">Jupyter:
 *     Connection files</a>
 */
record ConnectionFile(JsonObject fields) {

  static ConnectionFile read(Path file) throws IOException {
    return new ConnectionFile(JsonParser.parseString(Files.readString(file)).getAsJsonObject());
  }

  /** The address of a socket, by the name of its port: {@code shell}, {@code iopub}, … */
  String address(String socket) {
    String transport = fields.get("transport").getAsString();
    String separator = transport.equals("ipc") ? "-" : ":";
    return transport
        + "://"
        + fields.get("ip").getAsString()
        + separator
        + fields.get(socket + "_port").getAsInt();
  }

  /** The secret that signs every message; empty where nothing is signed. */
  String key() {
    return fields.get("key").getAsString();
  }
}
