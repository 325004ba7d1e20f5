package dev.errand.pipeline.engine;

import dev.errand.pipeline.journal.StoredResult;
import java.util.concurrent.CompletableFuture;

/** Where results go: the results topic. */
public interface ResultSink {

  /**
   * Sends a result; in the order of the calls as long as none fails. May block for a bounded time.
   *
   * @return completes when the result is safe there, or fails
   */
  CompletableFuture<Void> send(StoredResult result);
}
