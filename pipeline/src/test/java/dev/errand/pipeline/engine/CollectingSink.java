package dev.errand.pipeline.engine;

import dev.errand.pipeline.journal.Partition;
import dev.errand.pipeline.journal.StoredResult;
import dev.errand.schemas.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** A results topic in memory, which can refuse. Thread-safe. */
final class CollectingSink implements ResultSink {

  private final List<StoredResult> accepted = new ArrayList<>();
  private Function<StoredResult, CompletableFuture<Void>> answer =
      result -> CompletableFuture.completedFuture(null);

  /** What becomes of sends from now on; accepted is what completes normally at once. */
  synchronized void answer(Function<StoredResult, CompletableFuture<Void>> next) {
    answer = next;
  }

  synchronized void accept() {
    answer(result -> CompletableFuture.completedFuture(null));
  }

  @Override
  public synchronized CompletableFuture<Void> send(StoredResult result) {
    CompletableFuture<Void> sending = answer.apply(result);
    if (sending.isDone() && !sending.isCompletedExceptionally()) {
      accepted.add(result);
    }
    return sending;
  }

  /** Places in the order of the topic, with repetitions. */
  synchronized List<Long> sequences(Partition partition) {
    return accepted.stream()
        .filter(each -> each.partition().equals(partition))
        .map(StoredResult::sequence)
        .toList();
  }

  /** Each result once, in the order of the topic. */
  synchronized List<Result> results() {
    return accepted.stream().distinct().map(StoredResult::result).toList();
  }

  synchronized List<String> commands() {
    return results().stream().map(result -> result.command().id().value()).toList();
  }
}
