package capas.lesson;

import capas.words.Language;
import capas.words.Phrases;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes a notebook of a lesson, in one language, as nbformat 4.5 asks for.
 *
 * @see <a href="https://nbformat.readthedocs.io/en/latest/format_description.html">nbformat</a>
 */
final class Weaver {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Language language;
  private final Phrases phrases;

  Weaver(Language language) {
    this.language = language;
    this.phrases = Phrases.of(Weaver.class, language);
  }

  /** The notebook, with no outputs yet; the neighbours are what it links to. */
  ObjectNode weave(Lesson lesson, Optional<Lesson> previous, Optional<Lesson> next) {
    ArrayNode cells = JSON.arrayNode();
    cells.add(markdown("nav-top", otherLanguage(lesson)));
    int prose = 0;
    int code = 0;
    for (Lesson.Part part : lesson.parts()) {
      cells.add(
          switch (part) {
            case Lesson.Prose said -> markdown("prose-" + ++prose, said.in(language));
            case Lesson.Code typed -> code("step-" + ++code, typed);
          });
    }
    neighbours(previous, next).ifPresent(links -> cells.add(markdown("nav-end", links)));
    ObjectNode notebook = JSON.objectNode();
    notebook.set("cells", cells);
    notebook.set("metadata", metadata(lesson));
    return notebook.put("nbformat", 4).put("nbformat_minor", 5);
  }

  private String otherLanguage(Lesson lesson) {
    Language other = language == Language.ES ? Language.EN : Language.ES;
    return phrases.say("other-language", "../" + other.code() + "/" + lesson.name() + ".ipynb");
  }

  private Optional<String> neighbours(Optional<Lesson> previous, Optional<Lesson> next) {
    List<String> links = new ArrayList<>();
    previous.ifPresent(lesson -> links.add(link("previous", lesson)));
    next.ifPresent(lesson -> links.add(link("next", lesson)));
    return links.isEmpty() ? Optional.empty() : Optional.of(String.join(" · ", links));
  }

  private String link(String direction, Lesson lesson) {
    return phrases.say(direction, lesson.title(language), lesson.name() + ".ipynb");
  }

  private static ObjectNode markdown(String id, String text) {
    ObjectNode cell = JSON.objectNode().put("cell_type", "markdown").put("id", id);
    cell.set("metadata", JSON.objectNode());
    cell.set("source", NotebookJson.lines(text));
    return cell;
  }

  private ObjectNode code(String id, Lesson.Code typed) {
    ObjectNode metadata = JSON.objectNode();
    if (!typed.tags().isEmpty()) {
      ArrayNode tags = metadata.putArray("tags");
      typed.tags().forEach(tags::add);
    }
    ObjectNode cell = JSON.objectNode().put("cell_type", "code").put("id", id);
    cell.putNull("execution_count");
    cell.set("metadata", metadata);
    cell.set("outputs", JSON.arrayNode());
    cell.set("source", NotebookJson.lines(typed.in(language)));
    return cell;
  }

  private ObjectNode metadata(Lesson lesson) {
    ObjectNode metadata = JSON.objectNode();
    metadata
        .putObject("kernelspec")
        .put("display_name", "Java (Capas)")
        .put("language", "java")
        .put("name", "java");
    metadata
        .putObject("language_info")
        .put("codemirror_mode", "text/x-java")
        .put("file_extension", ".java")
        .put("mimetype", "text/x-java-source")
        .put("name", "java")
        .put("pygments_lexer", "java");
    return metadata.put("lang", language.code()).put("title", lesson.title(language));
  }
}
