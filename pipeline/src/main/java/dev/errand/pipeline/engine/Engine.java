package dev.errand.pipeline.engine;

import static java.util.Objects.requireNonNull;

import dev.errand.pipeline.CrashPoint;
import dev.errand.pipeline.journal.Arrival;
import dev.errand.pipeline.journal.Arrivals;
import dev.errand.pipeline.journal.Claim;
import dev.errand.pipeline.journal.Entry;
import dev.errand.pipeline.journal.Fence;
import dev.errand.pipeline.journal.GatePause;
import dev.errand.pipeline.journal.Ingested;
import dev.errand.pipeline.journal.Journal;
import dev.errand.pipeline.journal.JournalUnavailable;
import dev.errand.pipeline.journal.Loaded;
import dev.errand.pipeline.journal.Partition;
import dev.errand.pipeline.journal.Queued;
import dev.errand.pipeline.journal.StoredResult;
import dev.errand.pipeline.journal.Usage;
import dev.errand.pipeline.limits.Limiters;
import dev.errand.schemas.UserId;
import dev.errand.schemas.WaitCause;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owns partitions, takes their commands in, and runs them.
 *
 * <ol>
 *   <li>A command that was taken in ends in exactly one result, whoever owns its partition by then.
 *   <li>One user's commands of one priority run in the order of their offsets, one at a time.
 *   <li>Nothing is written, and no effect begun, for a partition that has another owner.
 * </ol>
 *
 * <p>{@link #assign}, {@link #revoke}, {@link #lost} and {@link #ingest} are called by one thread,
 * the Kafka consumer's; the rest is thread-safe.
 */
public final class Engine implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Engine.class);
  private static final Duration FORGET_IDLE = Duration.ofSeconds(30);
  private static final Duration AFTER_FAULT = Duration.ofSeconds(10);

  /** What a partition in good order may take beyond the drain time to hand over. */
  private static final Duration LEAST_FINISH = Duration.ofSeconds(1);

  private final Journal journal;
  private final ResultSink results;
  private final EngineSettings settings;
  private final EngineObserver observer;
  private final Time time;
  private final UUID owner = UUID.randomUUID();
  private final JournalClock clock;
  private final Limiters limiters;
  private final ScheduledThreadPoolExecutor timer;
  private final GroupCommit commit;
  private final Gates gates;
  private final RunLane runLane;
  private final ConcurrentHashMap<Partition, OwnedPartition> owned = new ConcurrentHashMap<>();

  public Engine(
      Outside outside, Work work, EngineSettings settings, EngineObserver observer, Time time) {
    this.journal = outside.journal();
    this.results = outside.results();
    this.settings = settings;
    this.observer = observer;
    this.time = time;
    clock = new JournalClock(time);
    limiters = new Limiters(time.nanos());
    timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("errand-timer").factory());
    timer.setRemoveOnCancelPolicy(true);
    commit = new GroupCommit(journal, settings, clock, this::ended, observer);
    gates = new Gates(time, timer, new Backoff(time.random()), this::gateShut);
    runLane = runLane(outside, work);
    for (Runnable forget : List.<Runnable>of(limiters::forgetIdle, gates::forgetIdle)) {
      var _ =
          timer.scheduleWithFixedDelay(
              forget, FORGET_IDLE.toSeconds(), FORGET_IDLE.toSeconds(), TimeUnit.SECONDS);
    }
  }

  /** A pause for many outlives this owner; how it ends is decided anew by whoever is there then. */
  private void gateShut(String gate, WaitCause cause, Duration pause) {
    log.atWarn()
        .addKeyValue("gate", gate.isEmpty() ? "provider" : "workspace")
        .addKeyValue("outcome", cause.wireName())
        .addKeyValue("millis", pause.toMillis())
        .log("Many have to stay away from the provider");
    if (pause.compareTo(settings.durableWait()) > 0) {
      GatePause lasting = new GatePause(gate, clock.now().plus(pause), cause);
      for (OwnedPartition each : owned.values()) {
        var _ = commit.write(new Entry.Shut(each.lanes().ownership().fence(), lasting));
      }
    }
  }

  private RunLane runLane(Outside outside, Work work) {
    Patience patience = new Patience(settings, clock);
    Calls calls =
        new Calls(
            work.policy(), limiters, gates, new Guard(timer), commit, patience, settings, observer);
    Pipeline pipeline =
        new Pipeline(
            work.operations(),
            work.policy(),
            outside.tokens(),
            calls,
            new RecordedEffects.Factory(calls, commit, clock, patience, observer),
            gates,
            patience,
            new Backoff(time.random()),
            clock);
    return new RunLane(pipeline, journal, commit, timer, clock, time.nanos(), settings, observer);
  }

  /**
   * Takes a partition over, and starts to run what waits in it.
   *
   * @return where to read on; empty if it was never read
   * @throws JournalUnavailable if that cannot be found out now
   */
  public OptionalLong assign(Partition partition) {
    CrashPoint.hit(CrashPoint.CLAIMING);
    Claim claim = journal.claim(partition, owner);
    Ownership ownership = new Ownership(claim.fence());
    OwnedPartition taken =
        new OwnedPartition(
            new PartitionLanes(
                ownership,
                claim.nextOffset().orElse(0),
                runLane::start,
                time.nanos(),
                settings.window()),
            claim.clean());
    OwnedPartition before = owned.put(partition, taken);
    if (before != null) {
      before.lanes().lose();
    }
    Thread.ofVirtual().name("errand-open-" + partition).start(() -> open(taken));
    log.atInfo()
        .addKeyValue("partition", partition)
        .addKeyValue("epoch", claim.fence().epoch())
        .addKeyValue("clean", claim.clean())
        .log("Took a partition over; its heads are being loaded");
    return claim.nextOffset();
  }

  private void open(OwnedPartition taken) {
    Ownership ownership = taken.lanes().ownership();
    while (!ownership.stopped()) {
      try {
        Loaded loaded = journal.load(ownership.fence(), settings.usageMemory());
        CrashPoint.hit(CrashPoint.LOADED);
        clock.observed(loaded.at());
        if (ownership.stopped()) {
          return;
        }
        int unrecorded = taken.clean() ? 0 : settings.unrecordedCalls();
        restoreUsage(loaded, unrecorded);
        restoreGates(loaded);
        taken.publish(
            new PublishResults(
                ownership,
                journal,
                results,
                commit,
                observer,
                loaded.published(),
                loaded.results()));
        taken.count(loaded);
        taken.lanes().open(loaded, unrecorded);
        return;
      } catch (JournalUnavailable unavailable) {
        observer.journalUnavailable();
        ownership.sleepOrStop(Duration.ofSeconds(1));
      } catch (RuntimeException | Error fault) {
        log.atError()
            .addKeyValue("partition", ownership.fence().partition())
            .setCause(fault)
            .log("A partition's heads cannot be loaded by a fault of ours; tried again in a while");
        ownership.sleepOrStop(AFTER_FAULT);
      }
    }
  }

  /** The journal knows what was sent for these users, also by an owner before; nobody else does. */
  private void restoreUsage(Loaded loaded, int unrecorded) {
    loaded.usage().forEach(usage -> limiters.forget(usage.user()));
    loaded.heads().forEach(head -> limiters.forget(head.command().user()));
    for (Usage usage : loaded.usage()) {
      Duration age = Duration.between(usage.at(), loaded.at());
      limiters.restore(usage.user(), usage.cost(), age.isNegative() ? Duration.ZERO : age);
    }
    for (Queued head : loaded.heads()) {
      limiters.restore(head.command().user(), loaded.spent(head, unrecorded), Duration.ZERO);
    }
  }

  private void restoreGates(Loaded loaded) {
    for (GatePause pause : loaded.gates()) {
      gates.restore(pause.gate(), pause.cause(), Duration.between(loaded.at(), pause.notBefore()));
    }
  }

  /** Gives partitions up in order: what runs may finish, bounded; then the next owner may begin. */
  public void revoke(Collection<Partition> partitions) {
    List<OwnedPartition> leaving =
        partitions.stream().flatMap(each -> Stream.ofNullable(owned.get(each))).toList();
    CrashPoint.hit(CrashPoint.REVOKING);
    leaving.forEach(each -> each.lanes().ownership().stop());
    long until = System.nanoTime() + settings.drain().toNanos();
    leaving.forEach(each -> giveUp(each, Duration.ofNanos(until - System.nanoTime())));
    var _ = remove(partitions);
  }

  private void giveUp(OwnedPartition leaving, Duration left) {
    boolean inOrder = leaving.clean() || leaving.lanes().isOpen();
    if (leaving.lanes().drain(left) && inOrder) {
      for (Entry spent : leaving.lanes().unrecordedSpending()) {
        var _ = commit.write(spent);
      }
      leaving.finishPublishing(left.compareTo(LEAST_FINISH) > 0 ? left : LEAST_FINISH);
      CrashPoint.hit(CrashPoint.DRAINED);
      release(leaving.lanes().ownership().fence());
    }
    leaving.lanes().lose();
  }

  /** Only when all that was to be written for it is durable: the next owner has to see it. */
  private void release(Fence fence) {
    if (commit.flushed(LEAST_FINISH)) {
      try {
        journal.release(fence);
        return;
      } catch (JournalUnavailable unavailable) {
        observer.journalUnavailable();
      }
    }
    log.atWarn()
        .addKeyValue("partition", fence.partition())
        .log("A partition could not be released in order; its next owner takes it over as it is");
  }

  /** Stops at once for partitions that have another owner already, and writes nothing. */
  public void lost(Collection<Partition> partitions) {
    remove(partitions).forEach(gone -> gone.lanes().lose());
  }

  private List<OwnedPartition> remove(Collection<Partition> partitions) {
    return partitions.stream().flatMap(each -> Stream.ofNullable(owned.remove(each))).toList();
  }

  /**
   * What one poll brought from one partition.
   *
   * @param nextOffset the offset after its last record
   */
  public record Batch(Partition partition, long nextOffset, List<Arrival> arrivals) {}

  /**
   * Takes commands in. What belongs to a partition that is not owned is left alone: its owner reads
   * it.
   *
   * @throws JournalUnavailable if nothing was taken in; the same batches have to be brought again
   */
  public void ingest(List<Batch> batches) {
    List<Arrivals> arrivals =
        batches.stream()
            .flatMap(
                batch ->
                    Stream.ofNullable(owned.get(batch.partition()))
                        .map(
                            taken ->
                                new Arrivals(
                                    taken.lanes().ownership().fence(),
                                    batch.nextOffset(),
                                    batch.arrivals())))
            .toList();
    if (arrivals.isEmpty()) {
      return;
    }
    Map<Fence, Arrivals> byFence =
        arrivals.stream().collect(Collectors.toMap(Arrivals::fence, Function.identity()));
    List<StoredResult> repeats = new ArrayList<>();
    for (Ingested ingested : journal.ingest(arrivals)) {
      switch (ingested) {
        case Ingested.Taken taken -> {
          taken(taken, requireNonNull(byFence.get(taken.fence())));
          repeats.addAll(taken.repeats());
        }
        case Ingested.Fenced(var fence) -> {
          log.atWarn()
              .addKeyValue("partition", fence.partition())
              .addKeyValue("epoch", fence.epoch())
              .log("Somebody else has taken the partition over; nothing more is written for it");
          lost(List.of(fence.partition()));
        }
      }
    }
    if (!repeats.isEmpty()) {
      // Not by the caller: a topic that takes nothing now must not stop what arrives.
      Thread.ofVirtual().name("errand-repeat").start(() -> repeats.forEach(this::repeat));
    }
  }

  private void taken(Ingested.Taken taken, Arrivals arrivals) {
    OwnedPartition home = owned.get(taken.fence().partition());
    if (home == null) {
      return; // the engine is being closed
    }
    taken.results().forEach(home::stored);
    home.storedUpTo(taken.latest());
    home.queued(taken.queued());
    home.lanes().arrived(arrivals, taken.queued());
  }

  /** The result was published before; this copy is for who sent the command again. */
  private void repeat(StoredResult result) {
    try {
      var _ = results.send(result).exceptionally(failed -> notRepeated(result));
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

  private void ended(StoredResult result) {
    OwnedPartition home = owned.get(result.partition());
    if (home != null) {
      home.ended();
      home.stored(result);
    }
  }

  /** A user's connection changed: what waited for that need wait no longer. */
  public void connectionChanged(UserId user) {
    owned.values().forEach(each -> each.lanes().connectionChanged(user));
  }

  /**
   * Whether this engine works for the partition. It may find out by itself that it no longer does;
   * if the partition is still given to it, it has to be {@link #assign}ed again.
   */
  public boolean owns(Partition partition) {
    OwnedPartition known = owned.get(partition);
    return known != null && !known.lanes().ownership().stopped();
  }

  public boolean ownsSomething() {
    return !owned.isEmpty();
  }

  /** Lanes that have something to do, running or waiting. */
  public int lanes() {
    return owned.values().stream().mapToInt(each -> each.lanes().size()).sum();
  }

  /** Commands that were taken in and have not ended. */
  public long pending() {
    return owned.values().stream().mapToLong(OwnedPartition::pending).sum();
  }

  /** Lanes that wait at a gate for many. */
  public int atGates() {
    return gates.waiting();
  }

  /** Gates that are shut: pauses of a workspace, or of the whole provider. */
  public int gatesShut() {
    return gates.shut();
  }

  public long running() {
    return owned.values().stream().mapToLong(each -> each.lanes().running()).sum();
  }

  /** When the oldest command at the front of a lane was accepted. */
  public Optional<Instant> oldestHead() {
    return owned.values().stream()
        .flatMap(each -> each.lanes().oldestHead().stream())
        .min(Instant::compareTo);
  }

  /** Gives everything up in order, bounded by the drain time. */
  @Override
  public void close() {
    revoke(List.copyOf(owned.keySet()));
    commit.close();
    timer.shutdownNow();
  }
}
