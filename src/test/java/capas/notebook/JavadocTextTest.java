package capas.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import capas.words.Language;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class JavadocTextTest {

  private static final String COMMENT =
      """
       Opens a {@code Store<T>}, see {@link Shop#sell}.

       <p>As in <b>a &lt; b</b>:<script>alert(1)</script>
       <ul>
       <li>one
       </ul>
       @param name of the store
       @throws RuntimeException if closed
      """;

  @BeforeEach
  void in_spanish() {
    Language.use(Language.ES);
  }

  @Test
  void as_plain_text_has_no_tags() {
    assertEquals(
        """
        Opens a Store<T>, see Shop.sell.

        As in a < b:alert(1)

        - one

        Parámetro name: of the store

        Lanza RuntimeException: if closed\
        """,
        JavadocText.parse(COMMENT).plain());
  }

  @Test
  void as_HTML_is_escaped_and_has_no_script() {
    String html = JavadocText.parse(COMMENT).html();
    assertEquals(
        "Opens a <code>Store&lt;T&gt;</code>, see <code>Shop.sell</code>.",
        html.lines().findFirst().orElse("").replaceFirst(" ?<p>.*", ""));
    assertFalse(html.contains("<script"), html);
  }
}
