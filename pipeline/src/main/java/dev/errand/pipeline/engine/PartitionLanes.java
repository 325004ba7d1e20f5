package dev.errand.pipeline.engine;

import dev.errand.pipeline.journal.Arrival;
import dev.errand.pipeline.journal.Arrivals;
import dev.errand.pipeline.journal.Entry;
import dev.errand.pipeline.journal.Loaded;
import dev.errand.pipeline.journal.Park;
import dev.errand.pipeline.journal.Queued;
import dev.errand.pipeline.journal.StepRecord;
import dev.errand.schemas.Command;
import dev.errand.schemas.Priority;
import dev.errand.schemas.UserId;
import dev.errand.schemas.WaitCause;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The lanes of one owned partition. They are opened once the heads are loaded; what arrives before
 * stays in the journal, and is found there. Thread-safe.
 */
final class PartitionLanes {

  private final Ownership ownership;
  private final BiConsumer<Lane, PartitionLanes> start;
  private final LongSupplier nanos;
  private final int window;
  private final ConcurrentHashMap<UserId, Lane> lanes = new ConcurrentHashMap<>();
  private long handedOver;
  private boolean open;

  /**
   * No lanes yet.
   *
   * @param nextOffset what the journal has from here on is told by {@link #arrived}
   * @param start starts a lane, unless it runs
   */
  PartitionLanes(
      Ownership ownership,
      long nextOffset,
      BiConsumer<Lane, PartitionLanes> start,
      LongSupplier nanos,
      int window) {
    this.ownership = ownership;
    this.handedOver = nextOffset;
    this.start = start;
    this.nanos = nanos;
    this.window = window;
  }

  Ownership ownership() {
    return ownership;
  }

  /** The journal has all before this offset: so it was said when it was claimed, or since. */
  synchronized long handedOver() {
    return handedOver;
  }

  /**
   * What one ingest took over. An accepted command that was not queued by it may have been by an
   * earlier try, whose answer was lost: its lane looks into the journal.
   */
  synchronized void arrived(Arrivals arrivals, List<Queued> queued) {
    Map<Long, Queued> rows = new HashMap<>();
    queued.forEach(row -> rows.put(row.offset(), row));
    for (Arrival arrival : arrivals.arrivals()) {
      switch (arrival) {
        case Arrival.Accepted(long offset, Command command, var _) ->
            arrived(offset, command, rows.get(offset));
        case Arrival.Refused refused -> mayBeQueued(refused);
      }
    }
    handedOver = Math.max(handedOver, arrivals.nextOffset());
  }

  private void arrived(long offset, Command command, @Nullable Queued queued) {
    Lane lane =
        lane(
            command.user(),
            known -> {
              if (open && queued != null) {
                known.arrived(queued);
              } else {
                known.unseen(command.priority(), offset);
              }
            });
    if (open) {
      start.accept(lane, this);
    }
  }

  /** Refused as one too many; but an earlier try, whose answer was lost, may have let it in. */
  private void mayBeQueued(Arrival.Refused refused) {
    var _ =
        lanes.computeIfPresent(
            refused.user(),
            (user, lane) -> {
              for (Priority order : Priority.values()) {
                lane.unseen(order, refused.offset());
              }
              return lane;
            });
  }

  /**
   * Starts what the journal had when it was loaded; what arrived meanwhile is found behind it.
   *
   * @param unrecorded how many calls each head may have made that nobody wrote down
   */
  synchronized void open(Loaded loaded, int unrecorded) {
    Map<List<Object>, Park> parks = new HashMap<>();
    loaded.parks().forEach(park -> parks.put(List.of(park.user(), park.priority()), park));
    for (Queued queued : loaded.heads()) {
      if (queued.offset() < handedOver) {
        open(loaded, queued, unrecorded, parks.get(order(queued)));
      }
    }
    open = true;
    lanes.values().forEach(lane -> start.accept(lane, this));
  }

  /** Whether the heads were loaded; before, nothing can have run. */
  synchronized boolean isOpen() {
    return open;
  }

  private static List<Object> order(Queued queued) {
    return List.of(queued.command().user(), queued.command().priority());
  }

  private void open(Loaded loaded, Queued queued, int unrecorded, @Nullable Park park) {
    Head head = new Head(ownership.fence(), queued);
    head.spent = loaded.spent(queued, unrecorded);
    head.unrecorded = unrecorded;
    loaded.steps().getOrDefault(queued.offset(), List.of()).forEach(step -> restore(head, step));
    long wait = park == null ? 0 : restore(head, park, loaded.at());
    var _ =
        lane(
            queued.command().user(),
            lane -> lane.restored(head, nanos.getAsLong() + wait, handedOver));
  }

  private static void restore(Head head, StepRecord step) {
    head.keep(step);
    head.runs = Math.max(head.runs, step.attempts());
    Instant began = later(step.startedAt(), head.queued.acceptedAt());
    if (head.startedAt == null || began.isBefore(head.startedAt)) {
      head.startedAt = began;
    }
  }

  /** A replay has steps that are older than itself, and patience of its own. */
  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static long restore(Head head, Park park, Instant now) {
    head.startedAt = park.since();
    head.failures = park.failures();
    head.otherwise = park.otherwise();
    head.lastCause = park.cause();
    head.parkedFor = park.cause();
    if (park.cause() == WaitCause.EARLIER_COMMAND) {
      return 0; // it is asked anew whether it has to
    }
    head.runs = Math.max(head.runs, 1);
    if (park.cause() == WaitCause.RECONNECT) {
      head.waited(park.cause(), Duration.between(park.since(), now));
      return 0; // the person may have come while nobody owned it
    }
    return Math.max(0, Duration.between(now, park.notBefore()).toNanos());
  }

  /** Until the heads are loaded none is run: what was begun of them is not known. */
  void connectionChanged(UserId user, boolean ended) {
    Lane lane = lanes.get(user);
    if (lane != null) {
      lane.connectionChanged(ended);
      if (isOpen()) {
        start.accept(lane, this);
      }
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
    lanes.values().forEach(Lane::leaveGates);
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
    lanes.values().forEach(Lane::abandon);
  }

  /** What the heads have taken from the limits without it being written down. */
  List<Entry> unrecordedSpending() {
    return lanes.values().stream()
        .flatMap(lane -> lane.idleHeads().stream())
        .filter(head -> head.unrecorded > 0)
        .<Entry>map(head -> new Entry.Spent(head.fence, head.offset(), head.spent))
        .toList();
  }

  int size() {
    return lanes.size();
  }

  long running() {
    return lanes.values().stream().filter(Lane::running).count();
  }

  long parked() {
    return lanes.values().stream().filter(Lane::parked).count();
  }

  /** None before they are opened: then they wait for the journal, and that is told elsewhere. */
  long stuck(Duration bound) {
    return isOpen() ? lanes.values().stream().filter(lane -> lane.stuck(bound)).count() : 0;
  }

  Optional<Instant> oldestHead() {
    return lanes.values().stream().flatMap(lane -> lane.oldest().stream()).min(Instant::compareTo);
  }

  private Lane lane(UserId user, Consumer<Lane> change) {
    return lanes.compute(
        user,
        (id, known) -> {
          Lane lane = known == null ? new Lane(id, ownership, window) : known;
          change.accept(lane);
          return lane;
        });
  }
}
