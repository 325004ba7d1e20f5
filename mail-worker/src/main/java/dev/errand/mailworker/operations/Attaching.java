package dev.errand.mailworker.operations;

import dev.errand.mailworker.graph.GraphMail;
import dev.errand.mailworker.graph.GraphUploads;
import dev.errand.pipeline.Failure;
import dev.errand.pipeline.OperationContext;
import dev.errand.pipeline.OperationStopped;
import dev.errand.runtime.files.FileStore;
import dev.errand.schemas.WaitCause;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What all operations that attach files share. For all threads. */
public final class Attaching {

  /** Each holds some 4 MB: a range, or a small file in base64. */
  private static final int AT_ONCE = 16;

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  final GraphMail graph;
  final GraphUploads uploads;
  final FileStore files;
  private final Semaphore room = new Semaphore(AT_ONCE, true);

  public Attaching(GraphMail graph, GraphUploads uploads, FileStore files) {
    this.graph = graph;
    this.uploads = uploads;
    this.files = files;
  }

  AttachFiles in(OperationContext context) {
    return new AttachFiles(this, context);
  }

  /** Sends what has to be in memory for it; where there is no room for it, it is sent later. */
  <T> T withRoom(Supplier<T> send) {
    try {
      if (!room.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw later();
      }
    } catch (InterruptedException tooLate) {
      Thread.currentThread().interrupt();
      throw later();
    }
    try {
      return send.get();
    } finally {
      room.release();
    }
  }

  /** Nothing was sent, or what was sent can be sent again. */
  static OperationStopped later() {
    return new OperationStopped(
        new Failure.RetryLater(WaitCause.RETRY, Failure.Scope.USER, Optional.empty()));
  }
}
