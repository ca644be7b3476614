package capas.notebook;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.JupyterIO;
import org.dflib.jjava.jupyter.kernel.LanguageInfo;
import org.dflib.jjava.jupyter.kernel.ReplacementOptions;
import org.dflib.jjava.jupyter.kernel.comm.CommManager;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;
import org.dflib.jjava.jupyter.kernel.util.StringStyler;

/**
 * What an extension written for JJava finds here: the renderer to which it adds its values, and a
 * display. The protocol itself is spoken by {@link Wire}.
 */
final class Host extends BaseKernel {

  private static final class Streams extends JupyterIO {
    Streams(ShellReplyEnvironment environment) {
      super(StandardCharsets.UTF_8);
      setEnv(environment);
    }
  }

  private final CellEvaluation evaluation;

  /** Evaluates code for an extension that asks for it. */
  interface CellEvaluation {
    Object evaluate(String code);
  }

  Host(HostEnvironment environment, CellEvaluation evaluation) {
    super(
        "capas",
        Main.VERSION,
        new LanguageInfo.Builder("Java").version(Runtime.version().toString()).build(),
        List.of(),
        null,
        new Streams(environment),
        new CommManager(),
        new HostRenderer(),
        null,
        new MagicsRegistry(),
        true,
        new StringStyler.Builder().build());
    this.evaluation = evaluation;
  }

  /** Whether this process is the kernel of a notebook: ours, or another one built on JJava. */
  static boolean isRunning() {
    return notebookKernel != null;
  }

  @Override
  public Object evalRaw(String code) {
    return evaluation.evaluate(code);
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
