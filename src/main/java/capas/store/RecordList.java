package capas.store;

import capas.image.JsonTree;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** A file that holds one JSON list of records on one line, as Go writes it. */
final class RecordList<R> {

  private static final int LONGEST_TEXT = 64 << 20;

  private static final JsonTree JSON =
      new JsonTree(
          new JsonFactoryBuilder()
              .characterEscapes(new AsGoEscapes())
              .streamReadConstraints(
                  StreamReadConstraints.builder().maxStringLength(LONGEST_TEXT).build())
              .build());

  private final Function<RecordFields, R> read;
  private final BiConsumer<R, RecordWriter> write;
  private final List<String> order;

  RecordList(
      Function<RecordFields, R> read, BiConsumer<R, RecordWriter> write, List<String> order) {
    this.read = read;
    this.write = write;
    this.order = order;
  }

  /** The records of this file; none if there is no file, or nothing in it. */
  List<R> read(Path file) {
    return opened(file).get();
  }

  /** The same, of the file as it is now, when they are asked for. */
  Supplier<List<R>> opened(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      return () -> parse(file, bytes);
    } catch (NoSuchFileException none) {
      return List::of;
    } catch (IOException e) {
      throw new StoreException.Failed(file, e);
    }
  }

  private List<R> parse(Path file, byte[] bytes) {
    List<R> records = new ArrayList<>();
    for (JsonNode node : tree(file, bytes)) {
      if (!(node instanceof ObjectNode object)) {
        throw StoreException.MalformedList.of(file, "[" + records.size() + "]", "not-an-object");
      }
      records.add(read.apply(new RecordFields(file, records.size(), JSON, object)));
    }
    return List.copyOf(records);
  }

  private static Iterable<JsonNode> tree(Path file, byte[] bytes) {
    try {
      JsonNode root = JSON.read(bytes);
      if (root.isMissingNode() || root.isNull()) {
        return List.of();
      }
      if (!root.isArray()) {
        throw StoreException.MalformedList.of(file, "$", "not-a-list");
      }
      return root;
    } catch (JsonProcessingException e) {
      throw StoreException.MalformedList.of(
          file, "$", "not-json", StoreException.quote(e.getOriginalMessage()));
    } catch (IOException e) {
      throw new StoreException.Failed(file, e);
    }
  }

  /** The bytes of a file with these records. */
  byte[] bytes(List<R> records) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (R each : records) {
      RecordWriter fields = new RecordWriter(JSON);
      write.accept(each, fields);
      list.add(fields.inOrder(order));
    }
    return JSON.bytes(list);
  }

  /** Go's encoder writes these so that JSON may stand in HTML. */
  private static final class AsGoEscapes extends CharacterEscapes {
    private static final long serialVersionUID = 1;

    @Override
    public int[] getEscapeCodesForAscii() {
      int[] codes = CharacterEscapes.standardAsciiEscapesForJSON();
      for (char c : "<>&".toCharArray()) {
        codes[c] = ESCAPE_CUSTOM;
      }
      return codes;
    }

    @Override
    public SerializableString getEscapeSequence(int c) {
      boolean escaped = c == '<' || c == '>' || c == '&' || c == 0x2028 || c == 0x2029;
      return escaped ? new SerializedString(String.format("\\u%04x", c)) : null;
    }
  }
}
