package dev.errand.pipeline.engine;

import static java.util.Objects.requireNonNull;

import dev.errand.pipeline.journal.Arrival;
import dev.errand.pipeline.journal.Arrivals;
import dev.errand.pipeline.journal.Fence;
import dev.errand.pipeline.journal.Ingested;
import dev.errand.pipeline.journal.JournalUnavailable;
import dev.errand.pipeline.journal.Partition;
import dev.errand.pipeline.journal.StoredResult;
import dev.errand.schemas.Problem;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.UserId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes what was polled into the journal, and what is new of it into its lanes. */
final class Ingest {

  private static final Logger log = LoggerFactory.getLogger(Ingest.class);

  private static final Problem TOO_MANY =
      Problem.of(ProblemCode.QUOTA_EXCEEDED, "Too many commands are waiting for this account.")
          .action("Ask again when some of them are done.")
          .canRetry();

  private final Outside outside;
  private final Map<Partition, OwnedPartition> owned;
  private final JournalClock clock;

  Ingest(Outside outside, Map<Partition, OwnedPartition> owned, JournalClock clock) {
    this.outside = outside;
    this.owned = owned;
    this.clock = clock;
  }

  /**
   * Takes them into the journal and then into their lanes.
   *
   * @return the fences that hold no longer
   * @throws JournalUnavailable if nothing was taken in
   */
  List<Fence> take(List<Engine.Batch> batches) {
    List<Arrivals> arrivals =
        batches.stream()
            .flatMap(
                batch ->
                    Stream.ofNullable(owned.get(batch.partition()))
                        .map(
                            taken ->
                                new Arrivals(
                                    taken.lanes().ownership().fence(),
                                    taken.lanes().handedOver(),
                                    batch.nextOffset(),
                                    admitted(taken, batch.arrivals()))))
            .toList();
    if (arrivals.isEmpty()) {
      return List.of();
    }
    Map<Fence, Arrivals> byFence =
        arrivals.stream().collect(Collectors.toMap(Arrivals::fence, Function.identity()));
    List<StoredResult> repeats = new ArrayList<>();
    List<Fence> fenced = new ArrayList<>();
    for (Ingested ingested : outside.journal().ingest(arrivals)) {
      switch (ingested) {
        case Ingested.Taken taken -> {
          taken(taken, requireNonNull(byFence.get(taken.fence())));
          repeats.addAll(taken.repeats());
        }
        case Ingested.Fenced(var fence) -> fenced.add(fence);
      }
    }
    if (!repeats.isEmpty()) {
      // Not by the caller: a topic that takes nothing now must not stop what arrives.
      Thread.ofVirtual().name("errand-repeat").start(() -> repeats.forEach(this::repeat));
    }
    return fenced;
  }

  /** Who has far too many waiting is refused more, at once and with the reason. */
  private List<Arrival> admitted(OwnedPartition home, List<Arrival> arrivals) {
    Map<UserId, Long> more = new HashMap<>();
    List<Arrival> admitted = new ArrayList<>(arrivals.size());
    for (Arrival arrival : arrivals) {
      admitted.add(
          arrival instanceof Arrival.Accepted accepted
                  && home.counts()
                      .tooMany(arrival.user(), more.merge(arrival.user(), 1L, Long::sum))
              ? Arrival.Refused.of(accepted, TOO_MANY, clock.now())
              : arrival);
    }
    return admitted;
  }

  private void taken(Ingested.Taken taken, Arrivals arrivals) {
    OwnedPartition home = owned.get(taken.fence().partition());
    if (home == null) {
      return; // the engine is being closed
    }
    taken.results().forEach(home::stored);
    home.storedUpTo(taken.latest());
    home.counts().queued(taken.queued());
    home.lanes().arrived(arrivals, taken.queued());
  }

  /** The result was published before; this copy is for who sent the command again. */
  private void repeat(StoredResult result) {
    try {
      var _ = outside.results().send(result).exceptionally(failed -> notRepeated(result));
    } catch (RuntimeException failed) {
      notRepeated(result);
    }
  }

  private static @Nullable Void notRepeated(StoredResult result) {
    log.atWarn()
        .addKeyValue("commandId", result.result().command().id())
        .log("A repeated command was not answered again; its result was told before");
    return null;
  }
}
