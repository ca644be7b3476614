package capas.lesson;

import capas.words.Language;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** One lesson woven in one language. */
public final class Woven {

  private final Lesson lesson;
  private final Language language;
  private final ObjectNode notebook;

  Woven(Lesson lesson, Language language, ObjectNode notebook) {
    this.lesson = lesson;
    this.language = language;
    this.notebook = notebook;
  }

  /** As in {@code 01-overlayfs}. */
  public String name() {
    return lesson.name();
  }

  public Language language() {
    return language;
  }

  /** The text of the notebook's file. */
  public String notebook() {
    return NotebookJson.write(notebook);
  }

  /** The text of the script for JShell. */
  public String script() {
    return Script.of(lesson, language);
  }

  /** As in {@code es/01-overlayfs}. */
  @Override
  public String toString() {
    return language.code() + "/" + name();
  }

  /**
   * The same notebook with what its cells put out, masked.
   *
   * @param executed the text of this notebook's file after Jupyter ran it
   */
  public Woven withOutputsOf(String executed) {
    ObjectNode filled = notebook.deepCopy();
    JsonNode ran = NotebookJson.read(executed).path("cells");
    Mask mask = new Mask();
    int index = 0;
    int step = 0;
    for (JsonNode cell : filled.path("cells")) {
      if (cell.path("cell_type").asText().equals("code")) {
        ((ObjectNode) cell).put("execution_count", ++step);
        if (!isLive(cell)) {
          ((ObjectNode) cell)
              .set("outputs", mask.outputs((ArrayNode) ran.get(index).path("outputs"), step));
        }
      }
      index++;
    }
    return new Woven(lesson, language, filled);
  }

  /** Whether a cell shows what the internet has today: that is not kept. */
  private static boolean isLive(JsonNode cell) {
    return cell.at("/metadata/tags").valueStream().anyMatch(tag -> tag.asText().equals("live"));
  }
}
