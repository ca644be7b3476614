package capas.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import capas.words.CapasException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.JupyterIO;
import org.dflib.jjava.jupyter.kernel.ReplacementOptions;
import org.dflib.jjava.jupyter.kernel.comm.CommManager;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;
import org.dflib.jjava.jupyter.kernel.util.StringStyler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Our extension in a kernel that is JJava's own in everything that shows values. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class NotebookExtensionTest {

  private static final class Upstream extends BaseKernel {
    Upstream() {
      super(
          "upstream",
          "1",
          null,
          List.of(),
          null,
          new JupyterIO(StandardCharsets.UTF_8),
          new CommManager(),
          new Renderer(),
          null,
          new MagicsRegistry(),
          true,
          new StringStyler.Builder().build());
    }

    @Override
    public Object evalRaw(String source) {
      return null;
    }

    @Override
    public DisplayData inspect(String code, int at, boolean detail) {
      return null;
    }

    @Override
    public ReplacementOptions complete(String code, int at) {
      return null;
    }

    @Override
    public String isComplete(String code) {
      return IS_COMPLETE_MAYBE;
    }
  }

  private Upstream kernel;

  @BeforeAll
  static void quiet() {
    System.setProperty("slf4j.internal.verbosity", "ERROR");
  }

  @BeforeEach
  void start() {
    kernel = new Upstream();
    kernel.onStartup();
  }

  @AfterEach
  void stop() {
    kernel.onShutdown(false);
  }

  @Test
  void is_found_as_a_service_and_shows_a_refusal_as_text_and_HTML() {
    CapasException refusal = new NoInputException();
    DisplayData shown = kernel.getRenderer().render(refusal);
    assertTrue(
        shown
            .getData(MIMEType.TEXT_PLAIN)
            .toString()
            .contains(refusal.getMessage().lines().findFirst().orElseThrow()));
    assertTrue(shown.getData(MIMEType.TEXT_HTML).toString().startsWith("<"));
  }

  @Test
  void leaves_the_values_of_others_alone() {
    DisplayData list = kernel.getRenderer().render(List.of(1, 2));
    assertEquals("[1, 2]", list.getData(MIMEType.TEXT_PLAIN));
    assertNull(list.getData(MIMEType.TEXT_HTML));
    DisplayData greeting = kernel.getRenderer().render(new StrangerExtension.Greeting("x"));
    assertEquals("<b>x</b>", greeting.getData(MIMEType.TEXT_HTML));
  }
}
