package capas.layer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Reads the gzipped lines of a tar-split, one after the other. */
final class TarSplitLines {

  private static final int PIECE = 1 << 16;
  private static final int ENTRY = 1;
  private static final int SEGMENT = 2;

  /** Hears the lines in their order. */
  interface Listener {

    /** Bytes that stand in the tar as they are. */
    void segment(byte[] bytes) throws IOException;

    /**
     * The place of a file's content.
     *
     * @param name one character for every byte
     * @param sum CRC-64 of the content, eight bytes
     */
    void content(String name, long size, byte[] sum) throws IOException;
  }

  private final Path tarSplit;
  private final Listener listener;

  private TarSplitLines(Path tarSplit, Listener listener) {
    this.tarSplit = tarSplit;
    this.listener = listener;
  }

  /**
   * Reads all of them.
   *
   * @throws LayerException.CorruptTarSplit if that is no tar-split
   */
  static void read(Path tarSplit, Listener listener) throws IOException {
    try (InputStream file = Files.newInputStream(tarSplit);
        InputStream lines = new GZIPInputStream(file, PIECE);
        JsonParser json = new JsonFactory().createParser(lines)) {
      TarSplitLines reading = new TarSplitLines(tarSplit, listener);
      while (json.nextToken() != null) {
        if (json.currentToken() != JsonToken.START_OBJECT) {
          throw reading.corrupt("{ … }");
        }
        reading.line(json);
      }
    } catch (JsonProcessingException e) {
      throw new LayerException.CorruptTarSplit(tarSplit, e.getOriginalMessage());
    } catch (ZipException | EOFException e) {
      throw new LayerException.CorruptTarSplit(tarSplit, e.getMessage());
    }
  }

  private void line(JsonParser json) throws IOException {
    int type = 0;
    long size = 0;
    byte[] payload = new byte[0];
    String name = null;
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String key = json.currentName();
      JsonToken value = json.nextToken();
      switch (key) {
        case "type" -> type = json.getIntValue();
        case "size" -> size = json.getLongValue();
        case "name" -> name = latin(json.getText().getBytes(StandardCharsets.UTF_8));
        case "name_raw" -> name = latin(json.getBinaryValue());
        case "payload" -> {
          if (value != JsonToken.VALUE_NULL) {
            payload = json.getBinaryValue();
          }
        }
        default -> json.skipChildren();
      }
    }
    if (type == SEGMENT) {
      listener.segment(payload);
    } else if (type == ENTRY && size > 0 && name != null) {
      listener.content(name, size, payload);
    } else if (type != ENTRY || size != 0) {
      throw corrupt("type " + type);
    }
  }

  private static String latin(byte[] name) {
    return new String(name, StandardCharsets.ISO_8859_1);
  }

  private LayerException corrupt(String detail) {
    return new LayerException.CorruptTarSplit(tarSplit, detail);
  }
}
