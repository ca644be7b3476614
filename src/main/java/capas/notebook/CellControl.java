package capas.notebook;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.concurrent.ExecutionException;
import jdk.jshell.execution.DirectExecutionControl;

/**
 * Runs what JShell compiled in this process. JShell itself would keep of a result its text, and of
 * an exception its name and message; here the objects themselves are kept.
 */
final class CellControl extends DirectExecutionControl {

  private final CellThreads threads;
  private Object result;
  private Throwable thrown;

  CellControl(CellThreads threads) {
    this.threads = threads;
  }

  /** What the last piece of code gave; null for nothing. */
  Object result() {
    return result;
  }

  /** What the last piece of code threw; null for nothing. */
  Throwable thrown() {
    return thrown;
  }

  @Override
  public void load(ClassBytecodes[] classes)
      throws ClassInstallException, NotImplementedException, EngineTerminationException {
    ClassBytecodes[] stoppable = new ClassBytecodes[classes.length];
    for (int i = 0; i < classes.length; i++) {
      stoppable[i] =
          new ClassBytecodes(classes[i].name(), Checkpoints.putInto(classes[i].bytecodes()));
    }
    super.load(stoppable);
  }

  @Override
  protected String invoke(Method method) throws Exception {
    result = null;
    thrown = null;
    threads.use(method.getDeclaringClass().getClassLoader());
    try {
      result = threads.call(() -> method.invoke(null));
      return "";
    } catch (CellThreads.Interrupted e) {
      throw new StoppedException();
    } catch (ExecutionException e) {
      thrown = e.getCause() instanceof InvocationTargetException i ? i.getCause() : e.getCause();
      throw new InvocationTargetException(thrown);
    }
  }

  /** A value as JShell writes it: {@code int[2] { 1, 2 }}. */
  static String written(Object value) {
    return valueString(value);
  }
}
