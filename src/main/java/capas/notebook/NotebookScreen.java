package capas.notebook;

import capas.words.Screen;
import capas.words.Told;
import org.dflib.jjava.jupyter.kernel.BaseNotebookStatics;

/** One place below a cell that changes, in any kernel built on JJava. */
public final class NotebookScreen implements Screen {

  @Override
  public boolean isHere() {
    // First what costs nothing: plain Java need not load JJava to learn that it is no notebook.
    return System.getenv("JPY_PARENT_PID") != null && Host.isRunning();
  }

  @Override
  public Showing begin() {
    return new Place();
  }

  private static final class Place implements Showing {
    private String id;

    @Override
    public synchronized void show(Told value) {
      if (id == null) {
        id = BaseNotebookStatics.display(value);
      } else {
        BaseNotebookStatics.updateDisplay(id, value);
      }
    }

    @Override
    public void close() {}
  }
}
