package capas.notebook;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;

/** Runs the cell of one {@code execute_request} and publishes what it prints, gives and throws. */
final class CellRun {

  private final Wire wire;
  private final CellOutput output;
  private final CellThreads threads;
  private final Session session;
  private final Renderer renderer;
  private final HostEnvironment environment;

  CellRun(
      Wire wire,
      CellOutput output,
      CellThreads threads,
      Session session,
      Renderer renderer,
      HostEnvironment environment) {
    this.wire = wire;
    this.output = output;
    this.threads = threads;
    this.session = session;
    this.renderer = renderer;
    this.environment = environment;
  }

  /**
   * Runs the cell of this number.
   *
   * @return the content of the answer; its {@code status} is {@code ok} or {@code error}
   */
  JsonObject run(Message request, int number) {
    boolean silent = request.truth("silent", false);
    String code = request.text("code", "");
    if (!silent) {
      JsonObject input = Fields.of("code", code, "execution_count", number);
      wire.publish(request.header(), "execute_input", input);
    }
    threads.begin();
    try {
      Object value = session.run(number, code);
      JsonObject shown = isShown(value) && !silent ? shown(value) : null;
      output.send();
      if (shown != null) {
        shown.addProperty("execution_count", number);
        wire.publish(request.header(), "execute_result", shown);
      }
      return Fields.of(
          "status",
          "ok",
          "execution_count",
          number,
          "payload",
          List.of(),
          "user_expressions",
          Fields.of());
    } catch (CellFailure failure) {
      return failed(request, number, failure);
    } catch (Checkpoint.Stop e) {
      return failed(request, number, Refusals.interrupted());
    } catch (RuntimeException | Error e) {
      return failed(request, number, session.failure(e));
    }
  }

  private boolean isShown(Object value) {
    return value != null && !environment.isDisplayed(value);
  }

  /** A value in the forms in which a browser can show it; in a cell's thread, as it runs code. */
  private JsonObject shown(Object value) throws CellFailure {
    try {
      DisplayData data = (DisplayData) threads.call(() -> renderer.render(value));
      return HostEnvironment.json(data);
    } catch (CellThreads.Interrupted e) {
      throw Refusals.interrupted();
    } catch (ExecutionException e) {
      throw session.failure(e.getCause());
    }
  }

  private JsonObject failed(Message request, int number, CellFailure failure) {
    output.send();
    JsonObject error =
        Fields.of(
            "ename", failure.name(), "evalue", failure.getMessage(), "traceback", failure.lines());
    wire.publish(request.header(), "error", error);
    JsonObject answer = error.deepCopy();
    answer.addProperty("status", "error");
    answer.addProperty("execution_count", number);
    return answer;
  }
}
