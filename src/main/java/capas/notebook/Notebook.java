package capas.notebook;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Answers the clients of one notebook. What can be said at once is said by the thread that listens;
 * everything that needs the compiler waits in one queue, as the cells do.
 */
final class Notebook implements Wire.Listener {

  /** No client sends the cells of "Run all" more than this apart. */
  private static final int QUIET_MILLISECONDS = 20;

  private final BlockingQueue<Message> waiting = new LinkedBlockingQueue<>();
  private final CellThreads threads;
  private final Future<Session> warming;
  private final History history = new History();
  private final Wire wire;
  private final CellOutput output;
  private final CellInput input;
  private final List<Message> abortable = new ArrayList<>();
  private volatile Message running;
  private volatile Host host;
  private int count;

  Notebook(Wire wire, CellThreads threads, Future<Session> warming) {
    this.wire = wire;
    this.threads = threads;
    this.warming = warming;
    output = new CellOutput(wire);
    input = new CellInput(wire, output);
  }

  /** Answers for ever what waits in the queue, as soon as the compiler is warm. */
  void work() {
    try {
      answerForEver(warming.get());
    } catch (ExecutionException e) {
      // Without a compiler, in a runtime that is no JDK: the server's log says it, and no client
      // waits.
      e.getCause().printStackTrace();
      Life.end();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void answerForEver(Session session) throws InterruptedException {
    HostEnvironment environment = new HostEnvironment(wire, output);
    host = new Host(environment, code -> evaluate(session, code));
    host.onStartup();
    output.install();
    System.setIn(input);
    Thread.setDefaultUncaughtExceptionHandler(ThrownErrors::sayOf);
    CellRun cells = new CellRun(wire, output, threads, session, host.getRenderer(), environment);
    Editor editor = new Editor(session);
    while (true) {
      Message request = waiting.take();
      status(request, "busy");
      try {
        answer(request, cells, editor);
      } catch (RuntimeException | Error e) {
        wire.answer(Wire.Channel.SHELL, request, request.answerType(), broken(e));
      }
      status(request, "idle");
      output.ended();
      abort();
    }
  }

  /** Before the process ends, even by the cell's own {@code System.exit}. */
  void lastWords() {
    try {
      output.hurry();
      output.send();
      Message cut = running;
      if (cut != null) {
        JsonObject answer = Fields.of("status", "ok", "execution_count", count);
        wire.answer(Wire.Channel.SHELL, cut, cut.answerType(), answer);
        status(cut, "idle");
      }
      if (host != null) {
        host.onShutdown(false);
      }
      wire.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Object evaluate(Session session, String code) {
    try {
      return session.run(count, code);
    } catch (CellFailure e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private void answer(Message request, CellRun cells, Editor editor) throws InterruptedException {
    JsonObject answer =
        switch (request.type()) {
          case "execute_request" -> {
            execute(request, cells);
            yield null;
          }
          case "complete_request" -> editor.complete(request);
          case "inspect_request" -> editor.inspect(request);
          case "is_complete_request" -> editor.isComplete(request);
          case "history_request" -> history.answer(request);
          case "comm_info_request" -> Fields.of("status", "ok", "comms", Fields.of());
          default -> null;
        };
    if (answer != null) {
      wire.answer(Wire.Channel.SHELL, request, request.answerType(), answer);
    }
    if (request.type().equals("comm_open")) {
      // There are no widgets here; without this the browser would wait for one.
      JsonObject closed = Fields.of("comm_id", request.text("comm_id", ""), "data", Fields.of());
      wire.publish(request.header(), "comm_close", closed);
    }
  }

  private void execute(Message request, CellRun cells) throws InterruptedException {
    boolean silent = request.truth("silent", false);
    if (!silent && request.truth("store_history", true)) {
      count++;
      history.add(count, request.text("code", ""));
    }
    output.belongsTo(request.header());
    input.belongsTo(request);
    running = request;
    JsonObject answer = cells.run(request, count);
    running = null;
    boolean failed = answer.get("status").getAsString().equals("error");
    // What waits now was sent before anybody could know of the error; what comes later was not.
    if (failed && request.truth("stop_on_error", true)) {
      takeAbortable();
    }
    wire.answer(Wire.Channel.SHELL, request, request.answerType(), answer);
  }

  /** Takes the cells that wait out of the queue, and leaves the rest there. */
  private void takeAbortable() throws InterruptedException {
    List<Message> all = new ArrayList<>();
    for (Message next; (next = waiting.poll(QUIET_MILLISECONDS, TimeUnit.MILLISECONDS)) != null; ) {
      all.add(next);
    }
    for (Message message : all) {
      (message.type().equals("execute_request") ? abortable : waiting).add(message);
    }
  }

  private void abort() {
    for (Message cell : abortable) {
      status(cell, "busy");
      JsonObject content = Fields.of("status", "aborted", "execution_count", count);
      wire.answer(Wire.Channel.SHELL, cell, cell.answerType(), content);
      status(cell, "idle");
    }
    abortable.clear();
  }

  @Override
  public void heard(Wire.Channel channel, Message message) {
    switch (message.type()) {
      case "kernel_info_request" -> answerAtOnce(channel, message, Introduction.content());
      case "interrupt_request" -> {
        output.hurry();
        threads.interrupt();
        answerAtOnce(channel, message, Fields.of("status", "ok"));
      }
      case "shutdown_request" -> {
        boolean restart = message.truth("restart", false);
        answerAtOnce(channel, message, Fields.of("status", "ok", "restart", restart));
        Life.end();
      }
      case "input_reply" -> input.typed(message.text("value", ""));
      default -> {
        if (channel == Wire.Channel.SHELL) {
          waiting.add(message);
        }
      }
    }
  }

  private void answerAtOnce(Wire.Channel channel, Message request, JsonObject content) {
    status(request, "busy");
    wire.answer(channel, request, request.answerType(), content);
    status(request, "idle");
  }

  private void status(Message request, String state) {
    wire.publish(request.header(), "status", Fields.of("execution_state", state));
  }

  private static JsonObject broken(Throwable e) {
    return Fields.of(
        "status", "error",
        "ename", e.getClass().getSimpleName(),
        "evalue", String.valueOf(e.getMessage()),
        "traceback", List.of());
  }
}
