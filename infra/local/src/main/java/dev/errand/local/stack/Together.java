package dev.errand.local.stack;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Several things are done at the same time. */
final class Together {

  private Together() {}

  /** Returns when all are done; what one of them throws is thrown. */
  static void run(List<Runnable> tasks) {
    List<Callable<Object>> all = tasks.stream().map(Executors::callable).toList();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<?> done : threads.invokeAll(all)) {
        var _ = done.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }
}
