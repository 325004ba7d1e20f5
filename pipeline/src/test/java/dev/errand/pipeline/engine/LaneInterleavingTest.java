package dev.errand.pipeline.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.pipeline.Cost;
import dev.errand.pipeline.engine.Lane.Next;
import dev.errand.pipeline.journal.Arrival;
import dev.errand.pipeline.journal.Arrivals;
import dev.errand.pipeline.journal.Claim;
import dev.errand.pipeline.journal.Entry;
import dev.errand.pipeline.journal.Fence;
import dev.errand.pipeline.journal.InMemoryJournal;
import dev.errand.pipeline.journal.Ingested;
import dev.errand.pipeline.journal.Loaded;
import dev.errand.pipeline.journal.Partition;
import dev.errand.pipeline.journal.Queued;
import dev.errand.pipeline.journal.Sample;
import dev.errand.schemas.Command;
import dev.errand.schemas.Priority;
import dev.errand.schemas.Status;
import dev.errand.schemas.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Whatever the order in which the consumer, the loader, the lanes' runners, their alarms and the
 * journal take their steps, and whoever connects or leaves meanwhile, each command is run once and
 * in its order, or ended once behind one that waits. The steps are taken one at a time in an order
 * that the seed decides, so a failure can be repeated.
 */
class LaneInterleavingTest {

  private static final int SEEDS = 2_000;
  private static final int WINDOW = 2;

  /** Long enough to look who stands behind. */
  private static final Duration LONG = Duration.ofSeconds(5);

  private static final Duration NO_END = Duration.ofDays(365);

  private static final Partition PARTITION = new Partition("t", 0);

  @Test
  void nothingIsLostDoneTwiceOrOutOfOrder() {
    int behind = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      World world = new World(seed);
      world.runToTheEnd();
      behind += world.endedBehind.values().stream().mapToInt(List::size).sum();
    }
    assertThat(behind).as("ended behind others").isGreaterThan(SEEDS / 10);
  }

  /** Everything that takes steps, and what it saw. */
  private static final class World {

    private final int seed;
    private final Random random;
    private final SettableClock clock = new SettableClock();
    private final InMemoryJournal journal = new InMemoryJournal(clock);
    private final PartitionLanes lanes;
    private final Fence fence;
    private final List<Runner> runners = new ArrayList<>();
    private final List<Alarm> alarms = new ArrayList<>();
    private final Deque<Runnable> consumer = new ArrayDeque<>();
    private final Deque<Runnable> loader = new ArrayDeque<>();
    private final Map<String, List<Long>> published = new HashMap<>();
    private final Map<String, List<Long>> run = new HashMap<>();
    private final Map<String, List<Long>> endedBehind = new HashMap<>();
    private final int consumersPace;
    private final long birth = clock.nanos();
    private long offset;
    private int commands;

    World(int seed) {
      this.seed = seed;
      random = new Random(seed);
      consumersPace = 1 + random.nextInt(20);
      Fence before = journal.claim(PARTITION, UUID.randomUUID()).fence();
      var _ = journal.ingest(List.of(batch(before, random.nextInt(8))));
      Claim claim = journal.claim(PARTITION, UUID.randomUUID());
      fence = claim.fence();
      lanes =
          new PartitionLanes(
              new Ownership(fence),
              claim.nextOffset().orElse(0),
              this::start,
              clock::nanos,
              WINDOW);
      planToLoad();
      for (int poll = 0; poll < 6; poll++) {
        planToIngest(batch(fence, random.nextInt(8)));
      }
    }

    private Arrivals batch(Fence owner, int size) {
      List<Arrival> arrivals = new ArrayList<>();
      for (int n = 0; n < size; n++) {
        UserId user = user();
        Priority priority = random.nextBoolean() ? Priority.INTERACTIVE : Priority.BULK;
        Command command = Sample.command(user, "c" + commands++, priority);
        published.computeIfAbsent(order(command), one -> new ArrayList<>()).add(offset);
        arrivals.add(new Arrival.Accepted(offset++, command));
      }
      offset += random.nextInt(2); // offsets may have gaps
      return new Arrivals(owner, offset, arrivals);
    }

    private UserId user() {
      return new UserId("user-" + random.nextInt(2));
    }

    /** As one that takes another back. */
    private static boolean goesAhead(Queued queued) {
      return queued.offset() % 5 == 0;
    }

    private static boolean hasDeadline(long offset) {
      return offset % 5 == 1;
    }

    private static boolean endsBehind(long offset) {
      return offset % 5 < 2;
    }

    private long end(Queued queued) {
      if (goesAhead(queued)) {
        return clock.nanos();
      }
      return hasDeadline(queued.offset())
          ? birth + LONG.toNanos() * (1 + queued.offset() % 7)
          : clock.nanos() + NO_END.toNanos();
    }

    private static String order(Command command) {
      return command.user() + " " + command.priority();
    }

    private void planToLoad() {
      Loaded[] loaded = new Loaded[1];
      loader.add(() -> loaded[0] = journal.load(fence, Duration.ofMinutes(1)));
      loader.add(() -> lanes.open(loaded[0], 0));
    }

    /**
     * In the journal is one step, in the lanes another; now and then the answer in between is lost.
     */
    private void planToIngest(Arrivals arrivals) {
      Ingested[] ingested = new Ingested[1];
      if (random.nextInt(4) == 0) {
        consumer.add(() -> ingested[0] = journal.ingest(List.of(arrivals)).getFirst());
      }
      consumer.add(() -> ingested[0] = journal.ingest(List.of(arrivals)).getFirst());
      consumer.add(() -> lanes.arrived(arrivals, ((Ingested.Taken) ingested[0]).queued()));
    }

    private void start(Lane lane, PartitionLanes home) {
      if (lane.tryStart()) {
        runners.add(new Runner(lane));
      }
    }

    void runToTheEnd() {
      int steps = 0;
      while (step()) {
        assertThat(++steps).as("seed %d: steps", seed).isLessThan(5_000);
      }
      endedBehind.forEach(
          (order, offsets) ->
              assertThat(offsets).as("seed %d: ended behind", seed).allMatch(World::endsBehind));
      published.forEach(
          (order, offsets) -> {
            List<Long> inTurn = run.getOrDefault(order, List.of());
            assertThat(inTurn).as("seed %d: in their order", seed).isSorted();
            assertThat(Stream.of(inTurn, endedBehind.getOrDefault(order, List.of())))
                .as("seed %d: each once", seed)
                .flatMap(each -> each)
                .containsExactlyInAnyOrderElementsOf(offsets);
          });
      assertThat(lanes.size()).as("seed %d: lanes left", seed).isZero();
    }

    private boolean step() {
      List<Runnable> possible = new ArrayList<>();
      if (!consumer.isEmpty() && (idle() || random.nextInt(consumersPace) == 0)) {
        possible.add(() -> consumer.remove().run());
      }
      if (!loader.isEmpty()) {
        possible.add(() -> loader.remove().run());
      }
      runners.forEach(runner -> possible.add(runner::step));
      alarms.forEach(alarm -> possible.add(() -> ring(alarm)));
      if (!possible.isEmpty() && random.nextInt(30) == 0) {
        possible.add(() -> lanes.connectionChanged(user(), random.nextBoolean()));
      }
      if (!possible.isEmpty()) {
        possible.get(random.nextInt(possible.size())).run();
      }
      return !idle() || !consumer.isEmpty();
    }

    private boolean idle() {
      return loader.isEmpty() && runners.isEmpty() && alarms.isEmpty();
    }

    private void ring(Alarm alarm) {
      alarms.remove(alarm);
      if (!alarm.cancelled.isCancelled()) {
        clock.advance(Duration.ofNanos(Math.max(0, alarm.at - clock.nanos())));
        start(alarm.lane, lanes);
      }
    }

    private record Alarm(Lane lane, long at, Future<?> cancelled) {}

    /** The steps of {@link RunLane}, which others may come between. */
    private final class Runner {

      private final Lane lane;
      private @Nullable Runnable next;

      Runner(Lane lane) {
        this.lane = lane;
      }

      void step() {
        if (next == null) {
          decide(lane.next(clock.nanos()));
        } else {
          Runnable now = next;
          next = null;
          now.run();
        }
      }

      private void decide(Next decision) {
        next =
            switch (decision) {
              case Next.RunHead(Head head, Priority priority) -> () -> runHead(head, priority);
              case Next.Refill refill -> () -> read(refill);
              case Next.SleepFor _ -> this::sleep;
              case Next.LookBehind(Priority priority, Head head) ->
                  () -> lane.lookBehind(priority, head, this::behind);
              case Next.EndBehind(Priority priority, Behind behind) ->
                  () -> endBehind(priority, behind);
              case Next.Nothing() -> this::retire;
            };
      }

      private void runHead(Head head, Priority priority) {
        if (random.nextInt(3) == 0) {
          long wait = random.nextInt(4) == 0 ? 1 : LONG.toNanos();
          next = () -> lane.hold(priority, clock.nanos() + wait + random.nextInt(10));
          return;
        }
        write(run, head.queued);
        next = () -> lane.headOver(priority, Instant.EPOCH);
      }

      private Behind behind(Head head) {
        return new Behind(null, head.queued, end(head.queued), World.this::end, World::goesAhead);
      }

      /** The steps of {@link EndBehind}. */
      private void endBehind(Priority priority, Behind behind) {
        Lane.Unknown unknown = lane.unknown(behind);
        if (unknown.from() < unknown.to()) {
          List<Queued> rows =
              journal.next(fence, lane.user(), priority, unknown.from() - 1, WINDOW);
          long known =
              rows.size() < WINDOW
                  ? unknown.to()
                  : Math.min(unknown.to(), rows.getLast().offset() + 1);
          List<Queued> here = rows.stream().filter(row -> row.offset() < unknown.to()).toList();
          next = () -> lane.known(behind, here, known);
        } else {
          endAll(priority, new ArrayDeque<>(lane.over(priority, behind, clock.nanos(), WINDOW)));
        }
      }

      private void endAll(Priority priority, Deque<Long> over) {
        if (over.isEmpty()) {
          return;
        }
        long offset = over.remove();
        journal.next(fence, lane.user(), priority, offset - 1, 1).stream()
            .filter(row -> row.offset() == offset)
            .forEach(row -> write(endedBehind, row));
        next =
            () -> {
              lane.ended(priority, offset);
              next = () -> endAll(priority, over);
            };
      }

      private void write(Map<String, List<Long>> ends, Queued queued) {
        Command command = queued.command();
        ends.computeIfAbsent(order(command), one -> new ArrayList<>()).add(queued.offset());
        var _ =
            journal.write(
                List.of(
                    new Entry.Ended(
                        fence,
                        queued.offset(),
                        Sample.result(command, Status.SUCCEEDED),
                        Cost.NOTHING)));
      }

      private void read(Next.Refill refill) {
        List<Queued> rows =
            journal.next(fence, lane.user(), refill.priority(), refill.behind(), WINDOW);
        next = () -> lane.refilled(refill, rows, WINDOW);
      }

      private void sleep() {
        if (lane.sleep(clock.nanos(), this::alarm)) {
          runners.remove(this);
          assertThat(lane.next(clock.nanos()))
              .as("seed %d: asleep beside work that could be done", seed)
              .isInstanceOf(Next.SleepFor.class);
        }
      }

      private Future<?> alarm(long wait) {
        Future<?> cancelled = new CompletableFuture<>();
        alarms.add(new Alarm(lane, clock.nanos() + wait, cancelled));
        return cancelled;
      }

      private void retire() {
        if (lanes.retire(lane)) {
          runners.remove(this);
        }
      }
    }
  }
}
