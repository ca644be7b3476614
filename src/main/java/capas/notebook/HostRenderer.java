package capas.notebook;

import java.util.Map;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;

/** JJava's renderer, for the values that it cannot show or shows badly. */
final class HostRenderer extends Renderer {

  @Override
  public DisplayData render(Object value, Map<String, Object> parameters) {
    if (value instanceof DisplayData data) {
      return data;
    }
    if (value == null || value.getClass().isArray()) {
      return new DisplayData(CellControl.written(value));
    }
    DisplayData data = super.render(value, parameters);
    if (data.getData(MIMEType.TEXT_PLAIN) instanceof String text) {
      data.putText(StudentNames.in(text));
    }
    return data;
  }

  @Override
  public DisplayData renderAs(Object value, Map<String, Object> parameters, String... types) {
    return value == null ? render(null, parameters) : super.renderAs(value, parameters, types);
  }
}
