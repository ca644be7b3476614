package capas.notebook;

import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;

/** An extension that somebody else wrote for JJava: it knows nothing of ours. */
public final class StrangerExtension implements Extension {

  /** What it shows. */
  public record Greeting(String name) {}

  @Override
  public void install(BaseKernel kernel) {
    kernel.evalRaw("int fromStranger = 7;");
    kernel
        .getRenderer()
        .createRegistration(Greeting.class)
        .preferring("text/html")
        .register((greeting, context) ->
            context.getOutputContainer().putHTML("<b>" + greeting.name() + "</b>"));
  }
}
