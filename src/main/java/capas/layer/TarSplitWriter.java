package capas.layer;

import capas.linux.SyscallException;
import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Writes what a tar has besides the contents of its files, so that both together make the same tar
 * again: one JSON object a line, gzipped.
 *
 * @see <a href="https://github.com/vbatts/tar-split">tar-split</a>
 */
final class TarSplitWriter {

  private static final int SEGMENT = 1 << 15;

  private final JsonGenerator json;
  private final byte[] segment = new byte[SEGMENT];
  private int filled;
  private long position;
  private Crc64 sum = new Crc64();

  private TarSplitWriter(JsonGenerator json) {
    this.json = json;
  }

  static TarSplitWriter into(OutputStream out) {
    try {
      JsonFactory lines = new JsonFactoryBuilder().rootValueSeparator("\n").build();
      return new TarSplitWriter(lines.createGenerator(new FastGzip(out), JsonEncoding.UTF8));
    } catch (IOException e) {
      throw refused(e);
    }
  }

  private static SyscallException refused(IOException e) {
    return SyscallException.of("write", "tar-split", e);
  }

  /** The next bytes that are no content. */
  void add(byte[] bytes, int from, int length) {
    for (int at = from; at < from + length; ) {
      if (filled == SEGMENT) {
        writeSegment();
      }
      int count = Math.min(from + length - at, SEGMENT - filled);
      System.arraycopy(bytes, at, segment, filled, count);
      filled += count;
      at += count;
    }
  }

  /** The next bytes of the content of an entry, which are only summed up. */
  void sum(byte[] bytes, int from, int length) {
    sum.update(bytes, from, length);
  }

  /** An entry whose header was added, and whose content, of so many bytes, was summed up. */
  void entry(String name, long size) {
    writeSegment();
    try {
      json.writeStartObject();
      json.writeNumberField("type", 1);
      writeName(TarEntry.bytes(name));
      if (size > 0) {
        json.writeNumberField("size", size);
        json.writeFieldName("payload");
        json.writeBinary(ByteBuffer.allocate(Long.BYTES).putLong(sum.value()).array());
        sum = new Crc64();
      } else {
        json.writeNullField("payload");
      }
      writePosition();
    } catch (IOException e) {
      throw refused(e);
    }
  }

  /** A name that is no UTF-8 stands in Base64, for JSON has no other way to say it. */
  private void writeName(byte[] name) throws IOException {
    try {
      json.writeStringField(
          "name", StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(name)).toString());
    } catch (CharacterCodingException e) {
      json.writeBinaryField("name_raw", name);
    }
  }

  private void writeSegment() {
    if (filled == 0) {
      return;
    }
    try {
      json.writeStartObject();
      json.writeNumberField("type", 2);
      json.writeFieldName("payload");
      // The generator's own encoder takes longer.
      ByteBuffer text = Base64.getEncoder().encode(ByteBuffer.wrap(segment, 0, filled));
      json.writeRawUTF8String(text.array(), 0, text.limit());
      writePosition();
      filled = 0;
    } catch (IOException e) {
      throw refused(e);
    }
  }

  private void writePosition() throws IOException {
    json.writeNumberField("position", position++);
    json.writeEndObject();
  }

  /** Writes what is left, and closes the stream. */
  void end() {
    writeSegment();
    try {
      json.writeRaw('\n');
      json.close();
    } catch (IOException e) {
      throw refused(e);
    }
  }

  void giveUp() {
    try {
      json.close();
    } catch (IOException e) {
      throw refused(e);
    }
  }

  private static final class FastGzip extends GZIPOutputStream {
    FastGzip(OutputStream out) throws IOException {
      super(out, SEGMENT);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
