package dev.errand.pipeline.engine;

import static org.awaitility.Awaitility.await;

import dev.errand.pipeline.Finding;
import dev.errand.pipeline.Operation;
import dev.errand.pipeline.OperationContext;
import dev.errand.pipeline.Step;
import dev.errand.pipeline.engine.EngineSettings.Flush;
import dev.errand.pipeline.engine.EngineSettings.Handover;
import dev.errand.pipeline.engine.EngineSettings.Room;
import dev.errand.pipeline.journal.Arrival;
import dev.errand.pipeline.journal.Fence;
import dev.errand.pipeline.journal.InMemoryJournal;
import dev.errand.pipeline.journal.JournalUnavailable;
import dev.errand.pipeline.journal.Partition;
import dev.errand.pipeline.journal.Sample;
import dev.errand.schemas.Command;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.Priority;
import dev.errand.schemas.UserId;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * A commands topic, a journal, a provider and a results topic in memory, and any number of engines
 * between them as members of one consumer group. Time is real; tests wait for events.
 */
final class Stage implements AutoCloseable {

  static final OperationName EFFECT = new OperationName("test.effect");
  static final Partition PARTITION = new Partition("test.commands", 0);
  static final Duration SETTLES = Duration.ofMillis(50);

  final CrowdProvider provider = new CrowdProvider();
  final InMemoryJournal journal = new InMemoryJournal(Clock.systemUTC());
  final CollectingSink sink = new CollectingSink();
  EngineObserver observer = EngineObserver.NONE;
  Elsewhere elsewhere = Elsewhere.NOWHERE;
  private final Map<Partition, List<Command>> topic = new ConcurrentHashMap<>();
  private final List<Member> members = new ArrayList<>();

  static EngineSettings settings() {
    EngineSettings usual = EngineSettings.defaults();
    return draining(usual, Duration.ofSeconds(10))
        .with(new Room(4, usual.room().callsInFlight()))
        .with(new Flush(usual.flush().most(), Duration.ofMillis(1)));
  }

  /** Too short for anything to end. */
  static EngineSettings shortDrain(EngineSettings usual) {
    return draining(usual, Duration.ofMillis(20));
  }

  private static EngineSettings draining(EngineSettings usual, Duration time) {
    Handover handover = usual.handover();
    return usual.with(
        new Handover(
            time, handover.durableWait(), handover.unrecordedCalls(), handover.usageMemory()));
  }

  /** Waits for something that has to happen. */
  static void eventually(Callable<Boolean> happened) {
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(2))
        .pollDelay(Duration.ZERO)
        .until(happened);
  }

  /** Reads something at the provider. */
  private final class Run implements Operation {

    @Override
    public OperationName name() {
      return Sample.OPERATION;
    }

    @Override
    public Object perform(OperationContext context) {
      Command command = context.command();
      return Map.of(
          "served",
          context.call("run", token -> provider.serve(command.user(), command.id().value())));
    }
  }

  /** Changes something at the provider, which a probe can find. */
  private final class Effect implements Operation {

    @Override
    public OperationName name() {
      return EFFECT;
    }

    @Override
    public Object perform(OperationContext context) {
      UserId user = context.command().user();
      String id = context.command().id().value();
      return Map.of(
          "made",
          context
              .effects()
              .once(
                  Step.of("effect", String.class, id, SETTLES),
                  token -> provider.serve(user, id),
                  attempted ->
                      provider.hasServed(attempted.intent())
                          ? new Finding.Happened<>(attempted.intent())
                          : new Finding.Absent<>()));
    }
  }

  static Command effect(UserId user, String id, Priority priority) {
    Command command = Sample.command(user, id, priority);
    return new Command(
        user, command.id(), EFFECT, "urn:test", priority, null, null, null, null, command.data());
  }

  /** Puts commands on the topic. */
  void publish(Command... commands) {
    publish(PARTITION, List.of(commands));
  }

  void publish(Partition partition, Collection<Command> commands) {
    topic.computeIfAbsent(partition, none -> new ArrayList<>()).addAll(commands);
  }

  Member member() {
    return member(settings -> settings);
  }

  Member member(UnaryOperator<EngineSettings> settings) {
    return member(settings, List.of());
  }

  Member member(UnaryOperator<EngineSettings> settings, List<Operation> more) {
    List<Operation> operations = new ArrayList<>(List.of(new Run(), new Effect()));
    operations.addAll(more);
    Member member = new Member(settings.apply(settings()), operations);
    members.add(member);
    return member;
  }

  @Override
  public void close() {
    members.forEach(Member::close);
  }

  /** One engine and its consumer. The consumer's methods are for one thread at a time. */
  final class Member implements AutoCloseable {

    final TroubledJournal way = new TroubledJournal(journal);
    final Engine engine;
    private final Map<Partition, Integer> positions = new HashMap<>();
    private boolean over;

    Member(EngineSettings settings, List<Operation> operations) {
      engine =
          new Engine(
              new Outside(way, sink, provider, elsewhere),
              Work.of(provider, operations),
              settings,
              observer,
              Time.real());
    }

    Member assign() {
      return assign(PARTITION);
    }

    Member assign(Partition partition) {
      positions.put(partition, (int) engine.assign(partition).orElse(0));
      return this;
    }

    /** Its right to write for the partition it claimed last. */
    Fence fence() {
      return Objects.requireNonNull(way.lastClaimed());
    }

    /** Brings all that is new to the engine; what it does not take is brought again. */
    void poll() {
      poll(Integer.MAX_VALUE);
    }

    void poll(int most) {
      List<Engine.Batch> batches = new ArrayList<>();
      positions.forEach(
          (partition, position) -> {
            List<Command> all = topic.getOrDefault(partition, List.of());
            int end = (int) Math.min(all.size(), (long) position + most);
            List<Arrival> arrivals = new ArrayList<>();
            for (int offset = position; offset < end; offset++) {
              arrivals.add(Sample.accepted(offset, all.get(offset)));
            }
            batches.add(new Engine.Batch(partition, end, arrivals));
          });
      try {
        engine.ingest(batches);
        batches.forEach(each -> positions.put(each.partition(), (int) each.nextOffset()));
      } catch (JournalUnavailable again) {
        // as the listener container does: the same records at the next poll
      }
    }

    void revoke(Partition... partitions) {
      engine.revoke(List.of(partitions));
      positions.keySet().removeAll(List.of(partitions));
    }

    void lose(Partition... partitions) {
      engine.lost(List.of(partitions));
      positions.keySet().removeAll(List.of(partitions));
    }

    /** As far as the journal can tell, the process is gone from one moment to the next. */
    void die() {
      way.die();
      engine.lost(List.copyOf(positions.keySet()));
      close();
    }

    @Override
    public void close() {
      if (!over) {
        over = true;
        engine.close();
      }
    }
  }
}
