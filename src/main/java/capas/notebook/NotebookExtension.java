package capas.notebook;

import capas.explain.Document;
import capas.explain.Explainer;
import capas.render.HtmlRenderer;
import capas.render.TextRenderer;
import capas.words.CapasException;
import capas.words.Language;
import capas.words.Told;
import java.util.Optional;
import java.util.function.Function;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.RenderContext;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;

/**
 * Shows the values of Capas in a notebook, as text and as HTML. It is found as a service by any
 * kernel built on JJava that has {@code capas.jar} on its class path, not only by ours.
 */
public final class NotebookExtension implements Extension {

  @Override
  public void install(BaseKernel kernel) {
    // By these two types, and not by Object, which would take every other value from its renderer.
    register(kernel, Told.class);
    register(kernel, CapasException.class);
    kernel
        .getRenderer()
        .createRegistration(Document.class)
        .preferring(MIMEType.TEXT_PLAIN, MIMEType.TEXT_HTML)
        .register(NotebookExtension::show);
  }

  private static <T> void register(BaseKernel kernel, Class<T> type) {
    kernel
        .getRenderer()
        .createRegistration(type)
        .preferring(MIMEType.TEXT_PLAIN, MIMEType.TEXT_HTML)
        .register((value, context) -> explain(value, context));
  }

  private static void explain(Object value, RenderContext context) {
    Optional<Document> document = new Explainer(Language.current()).explain(value);
    document.ifPresent(found -> show(found, context));
  }

  private static void show(Document document, RenderContext context) {
    put(context, MIMEType.TEXT_PLAIN, document, new TextRenderer()::render);
    put(context, MIMEType.TEXT_HTML, document, new HtmlRenderer()::render);
  }

  private static void put(
      RenderContext context,
      MIMEType type,
      Document document,
      Function<Document, String> rendering) {
    context.renderIfRequested(type, () -> rendering.apply(document));
  }
}
