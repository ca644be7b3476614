package capas.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A thread with a current directory of its own, in a mount namespace that ends with the process, so
 * that what is mounted here leaves no trace, even after {@code kill -9}.
 *
 * <p>Where the whole process already has such a namespace ({@code lib/private-mounts} made it, and
 * {@code CAPAS_MOUNT_NAMESPACE} proves it), the thread stays in it. Stands for {@code unshare
 * --mount --propagation private}; see mount_namespaces(7) and unshare(2).
 */
public final class MountNamespace implements AutoCloseable {

  private static final int CLONE_FS = 0x200;
  private static final int CLONE_NEWNS = 0x20000;
  private static final long MS_REC = 0x4000;
  private static final long MS_PRIVATE = 0x40000;

  private final ExecutorService thread = Executors.newSingleThreadExecutor(this::threadFor);
  private volatile Thread one;
  private volatile Path folder;
  private volatile boolean folderIsShared;

  private MountNamespace() {}

  private Thread threadFor(Runnable work) {
    one = new Thread(work, "capas-mounts");
    one.setDaemon(true);
    return one;
  }

  /** The current directory of the thread. */
  public Path folder() {
    return folder;
  }

  /** Makes the thread and moves it into this folder. */
  public static MountNamespace in(Path folder) {
    MountNamespace namespace = new MountNamespace();
    try {
      namespace.run(namespace::enter);
      namespace.moveTo(folder);
      return namespace;
    } catch (RuntimeException e) {
      namespace.close();
      throw e;
    }
  }

  /** Whether the whole process lives in a namespace made for it. */
  public static boolean isOfWholeProcess() {
    String promised = System.getenv("CAPAS_MOUNT_NAMESPACE");
    try {
      return promised != null
          && promised.equals(Files.readSymbolicLink(Path.of("/proc/self/ns/mnt")).toString());
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * A process without the right to a namespace keeps the one it has: it may not mount either, and
   * is told so when it tries. Some containers forbid unshare(2) altogether: then the current
   * directory is that of all threads, and is set anew for each piece of work.
   */
  private void enter() {
    folderIsShared = LibC.CALLS.unshare(CLONE_FS) != 0;
    if (!isOfWholeProcess() && LibC.CALLS.unshare(CLONE_NEWNS) == 0) {
      must("mount", "/", LibC.CALLS.mount("none", "/", null, MS_REC | MS_PRIVATE, null));
    }
  }

  /** Changes the current directory of the thread. Stands for {@code cd FOLDER}. */
  public void moveTo(Path folder) {
    run(() -> changeTo(folder));
    this.folder = folder;
  }

  private static void changeTo(Path folder) {
    must("chdir", folder, LibC.CALLS.chdir(folder.toString()));
  }

  private static void must(String call, Object subject, int answer) {
    if (answer != 0) {
      throw new SyscallException(call, subject, SyscallException.lastErrno());
    }
  }

  /** Does this work inside and waits for it; what it throws is thrown here. */
  public <T> T call(Callable<T> work) {
    if (Thread.currentThread() == one) {
      try {
        return work.call();
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
    Future<T> result =
        thread.submit(() -> {
          if (folderIsShared && folder != null) {
            changeTo(folder);
          }
          return work.call();
        });
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return result.get();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException refused
          ? refused
          : new IllegalStateException(e.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** As {@link #call}, without a result. */
  public void run(Runnable work) {
    call(() -> {
      work.run();
      return null;
    });
  }

  /** Lets the thread end; a namespace of its own, with all its mounts, ends with it. */
  @Override
  public void close() {
    thread.shutdown();
  }
}
