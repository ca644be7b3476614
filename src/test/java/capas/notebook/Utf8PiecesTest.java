package capas.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class Utf8PiecesTest {

  @Test
  void hold_back_a_character_that_is_not_whole() {
    String text = "añ€😀z";
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int cut = 0; cut <= bytes.length; cut++) {
      Utf8Pieces pieces = new Utf8Pieces();
      pieces.add(bytes, 0, cut);
      String first = pieces.take();
      pieces.add(bytes, cut, bytes.length - cut);
      assertEquals(text, first + pieces.take());
    }
  }

  @Test
  void do_not_hold_back_what_is_no_character_at_all() {
    Utf8Pieces pieces = new Utf8Pieces();
    pieces.add(new byte[] {'a', (byte) 0x80, (byte) 0x80, (byte) 0x80, (byte) 0x80}, 0, 5);
    assertEquals(5, pieces.take().length());
  }
}
