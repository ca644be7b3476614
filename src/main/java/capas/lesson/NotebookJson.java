package capas.lesson;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;

/**
 * The letters of a notebook's file, laid out just as Jupyter itself saves it, so that opening a
 * lesson and saving it changes nothing.
 */
final class NotebookJson {

  private static final Pattern AFTER_LINE_END = Pattern.compile("(?<=\n)");

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonNodeFeature.WRITE_PROPERTIES_SORTED)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
          .defaultPrettyPrinter(asJupyter())
          .build();

  private NotebookJson() {}

  static ObjectNode read(String text) {
    try {
      return (ObjectNode) MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String write(JsonNode notebook) {
    try {
      return MAPPER.writeValueAsString(notebook) + "\n";
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A text as notebooks keep it: one string a line, each with its own line end. */
  static ArrayNode lines(String text) {
    ArrayNode lines = JsonNodeFactory.instance.arrayNode();
    if (!text.isEmpty()) {
      AFTER_LINE_END.splitAsStream(text).forEach(lines::add);
    }
    return lines;
  }

  private static DefaultPrettyPrinter asJupyter() {
    Separators separators =
        Separators.createDefaultInstance()
            .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
            .withArrayEmptySeparator("")
            .withObjectEmptySeparator("");
    DefaultIndenter oneSpace = new DefaultIndenter(" ", "\n");
    return new DefaultPrettyPrinter(separators)
        .withObjectIndenter(oneSpace)
        .withArrayIndenter(oneSpace);
  }
}
