package dev.errand.pipeline.engine;

import dev.errand.pipeline.journal.Entry;
import dev.errand.pipeline.journal.Loaded;
import dev.errand.pipeline.journal.Park;
import dev.errand.pipeline.journal.Queued;
import dev.errand.pipeline.journal.StepRecord;
import dev.errand.schemas.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The lanes of one owned partition. They are opened once the heads are loaded; what arrives before
 * stays in the journal, and is found there. Thread-safe.
 */
final class PartitionLanes {

  private final Ownership ownership;
  private final RunLane runLane;
  private final LongSupplier nanos;
  private final int window;
  private final ConcurrentHashMap<UserId, Lane> lanes = new ConcurrentHashMap<>();
  private boolean open;

  PartitionLanes(Ownership ownership, RunLane runLane, LongSupplier nanos, int window) {
    this.ownership = ownership;
    this.runLane = runLane;
    this.nanos = nanos;
    this.window = window;
  }

  Ownership ownership() {
    return ownership;
  }

  synchronized void arrived(List<Queued> queued) {
    for (Queued each : queued) {
      Lane lane =
          lane(
              each.command().user(),
              known -> {
                if (open) {
                  known.arrived(each);
                } else {
                  known.unseen(each.command().priority());
                }
              });
      if (open) {
        runLane.start(lane, this);
      }
    }
  }

  synchronized void open(Loaded loaded) {
    for (Queued queued : loaded.heads()) {
      Head head = new Head(ownership.fence(), queued);
      loaded.steps().getOrDefault(queued.offset(), List.of()).forEach(step -> restore(head, step));
      long notBefore = park(loaded, head);
      lane(queued.command().user(), lane -> lane.restored(head, notBefore));
    }
    open = true;
    lanes.values().forEach(lane -> runLane.start(lane, this));
  }

  private static void restore(Head head, StepRecord step) {
    head.keep(step);
    head.runs = Math.max(head.runs, step.attempts());
    if (head.startedAt == null || step.startedAt().isBefore(head.startedAt)) {
      head.startedAt = step.startedAt();
    }
  }

  private long park(Loaded loaded, Head head) {
    for (Park park : loaded.parks()) {
      if (park.user().equals(head.command().user())
          && park.priority() == head.command().priority()) {
        head.startedAt = park.since();
        head.failures = park.failures();
        head.lastCause = park.cause();
        head.runs = Math.max(head.runs, 1);
        return nanos.getAsLong()
            + Math.max(0, Duration.between(loaded.at(), park.notBefore()).toNanos());
      }
    }
    return nanos.getAsLong();
  }

  void connectionChanged(UserId user) {
    Lane lane = lanes.get(user);
    if (lane != null) {
      lane.connectionChanged();
      runLane.start(lane, this);
    }
  }

  /** Called by a lane's runner that has nothing to do: true if it may leave. */
  boolean retire(Lane lane) {
    boolean[] leaves = {true};
    lanes.computeIfPresent(
        lane.user(),
        (user, known) -> {
          if (ownership.stopped()) {
            lane.stopped();
            return known;
          }
          leaves[0] = lane.retire();
          return leaves[0] ? null : known;
        });
    resting();
    return leaves[0];
  }

  /** A lane's runner left. */
  synchronized void resting() {
    notifyAll();
  }

  /** Starts nothing new, and waits for what runs. Whether all of it came to an end in time. */
  synchronized boolean drain(Duration time) {
    ownership.stop();
    long until = System.nanoTime() + time.toNanos();
    try {
      while (lanes.values().stream().anyMatch(Lane::running)) {
        long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
        if (left <= 0) {
          return false;
        }
        wait(Math.min(left, 100));
      }
      return true;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  void lose() {
    ownership.lose();
    lanes.values().forEach(Lane::interrupt);
  }

  /** What the heads have taken from the limits without it being written down. */
  List<Entry> unrecordedSpending() {
    return lanes.values().stream()
        .flatMap(lane -> lane.idleHeads().stream())
        .filter(head -> head.unrecorded > 0)
        .<Entry>map(head -> new Entry.Spent(head.fence, head.offset(), head.spent))
        .toList();
  }

  Collection<UserId> users() {
    return lanes.keySet();
  }

  int size() {
    return lanes.size();
  }

  long running() {
    return lanes.values().stream().filter(Lane::running).count();
  }

  Optional<Instant> oldestHead() {
    return lanes.values().stream().flatMap(lane -> lane.oldest().stream()).min(Instant::compareTo);
  }

  private Lane lane(UserId user, java.util.function.Consumer<Lane> change) {
    return lanes.compute(
        user,
        (id, known) -> {
          Lane lane = known == null ? new Lane(id, ownership, window) : known;
          change.accept(lane);
          return lane;
        });
  }
}
