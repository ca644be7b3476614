package capas.notebook;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageContext;
import org.dflib.jjava.jupyter.messages.publish.PublishDisplayData;

/** Where JJava's classes publish: what they send goes out on our wire, to the cell that runs. */
final class HostEnvironment extends ShellReplyEnvironment {

  private final Wire wire;
  private final CellOutput output;
  private volatile String lastDisplay;

  HostEnvironment(Wire wire, CellOutput output) {
    super(null, null, null, (MessageContext) null);
    this.wire = wire;
    this.output = output;
  }

  @Override
  public void publish(Message<?> message) {
    output.send();
    if (message.getContent() instanceof PublishDisplayData shown) {
      lastDisplay = shown.getDisplayId();
    }
    wire.publish(
        output.cell(), message.getHeader().getType().getName(), json(message.getContent()));
  }

  /**
   * Whether a value is what {@code display} has just returned: a cell that ends in {@code
   * display(x)} is to show x, and not the name of its display as well.
   */
  boolean isDisplayed(Object value) {
    return value == lastDisplay;
  }

  /** The content of a message of JJava's, as its own fields say. */
  static JsonObject json(Object content) {
    return new Gson().toJsonTree(content).getAsJsonObject();
  }
}
