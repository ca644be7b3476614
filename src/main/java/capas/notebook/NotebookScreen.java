package capas.notebook;

import capas.words.Screen;
import capas.words.Told;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.BaseNotebookStatics;

/** One place below a cell that changes, in any kernel built on JJava. */
public final class NotebookScreen implements Screen {

  @Override
  public boolean isHere() {
    return BaseKernel.notebookKernel() != null;
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
