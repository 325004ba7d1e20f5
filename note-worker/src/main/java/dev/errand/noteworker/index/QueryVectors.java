package dev.errand.noteworker.index;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the vectors of queries on a thread of its own, since a model computes in native code, which
 * a lane's virtual thread must not be held up by. Thread-safe.
 *
 * <ol>
 *   <li>The model is loaded in the background, as the first thing it does.
 *   <li>Nobody waits longer than the patience, and nobody at all while the model is over it with
 *       another text: they have no vector then.
 *   <li>A failing model is no failure of whoever asks.
 * </ol>
 */
final class QueryVectors implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(QueryVectors.class);

  /** More would wait too long for each other. */
  private static final int MOST_WAITING = 32;

  private final Embedding embedding;
  private final Duration patience;
  private final ThreadPoolExecutor thread =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(MOST_WAITING),
          Thread.ofPlatform().daemon().name("errand-query-meaning").factory());

  /** What the model is known to be too slow with. */
  private volatile FutureTask<byte[]> late;

  QueryVectors(Embedding embedding, Duration patience) {
    this.embedding = embedding;
    this.patience = patience;
    this.late = new FutureTask<>(this::load);
    thread.execute(late);
  }

  private byte[] load() {
    try {
      return Vectors.packed(embedding.of("hello"));
    } catch (RuntimeException | LinkageError failed) {
      log.atWarn()
          .addKeyValue("cause", failed.getClass().getSimpleName())
          .log("The model does not work; notes are found by their words and titles");
      throw failed;
    }
  }

  /** The text's vector, if the model has it in time. */
  Optional<byte[]> of(String text) {
    FutureTask<byte[]> asked = new FutureTask<>(() -> Vectors.packed(embedding.of(text)));
    try {
      if (!late.isDone()) {
        return without("busy");
      }
      thread.execute(asked);
      return Optional.of(asked.get(patience.toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException slow) {
      giveUp(asked);
      return without("slow");
    } catch (RejectedExecutionException full) {
      return without("full");
    } catch (ExecutionException failed) {
      return without(
          Objects.requireNonNullElse(failed.getCause(), failed).getClass().getSimpleName());
    } catch (InterruptedException stop) {
      giveUp(asked);
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private void giveUp(FutureTask<byte[]> asked) {
    if (!thread.remove(asked)) {
      late = asked;
    }
  }

  private static Optional<byte[]> without(String cause) {
    log.atInfo()
        .addKeyValue("cause", cause)
        .log("A query has no vector; notes are found by their words and titles");
    return Optional.empty();
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
