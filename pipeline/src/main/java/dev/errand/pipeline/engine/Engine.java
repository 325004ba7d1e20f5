package dev.errand.pipeline.engine;

import dev.errand.pipeline.CrashPoint;
import dev.errand.pipeline.journal.Arrival;
import dev.errand.pipeline.journal.Claim;
import dev.errand.pipeline.journal.Entry;
import dev.errand.pipeline.journal.Fence;
import dev.errand.pipeline.journal.GatePause;
import dev.errand.pipeline.journal.Journal;
import dev.errand.pipeline.journal.JournalUnavailable;
import dev.errand.pipeline.journal.Partition;
import dev.errand.pipeline.journal.StoredResult;
import dev.errand.pipeline.limits.Limiters;
import dev.errand.schemas.UserId;
import dev.errand.schemas.WaitCause;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

  /** A shorter pause of a workspace is over before others hear of it. */
  private static final Duration LEAST_TOLD = Duration.ofSeconds(2);

  /** What a partition in good order may take beyond the drain time to hand over. */
  private static final Duration LEAST_FINISH = Duration.ofSeconds(1);

  /** More than any call may take, or any wait inside a run. */
  private static final Duration STUCK_AFTER = Duration.ofMinutes(3);

  private final Journal journal;
  private final EngineSettings settings;
  private final EngineObserver observer;
  private final Time time;
  private final UUID owner = UUID.randomUUID();
  private final JournalClock clock;
  private final Limiters limiters;
  private final ScheduledThreadPoolExecutor timer;
  private final GroupCommit commit;
  private final Gates gates;
  private final Turns turns;
  private final StillOurs stillOurs;
  private final HearPauses hearPauses;
  private final RunLane runLane;
  private final OpenPartition openPartition;
  private final Ingest ingest;
  private final ConcurrentHashMap<Partition, OwnedPartition> owned = new ConcurrentHashMap<>();

  public Engine(
      Outside outside, Work work, EngineSettings settings, EngineObserver observer, Time time) {
    this.journal = outside.journal();
    this.settings = settings;
    this.observer = observer;
    this.time = time;
    clock = new JournalClock(time);
    limiters = new Limiters(time.nanos());
    timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("errand-timer").factory());
    timer.setRemoveOnCancelPolicy(true);
    commit = new GroupCommit(journal, settings.flush(), clock, this::ended, observer);
    gates = new Gates(time, timer, new Backoff(time.random()), this::gateShut);
    hearPauses = new HearPauses(journal, gates, clock, this::topics);
    turns = new Turns(settings.room().turns());
    stillOurs = new StillOurs(journal, this::ownerships, time.nanos());
    OtherPartitions others = new OtherPartitions(outside.elsewhere(), limiters, clock);
    runLane = runLane(outside, work, others);
    openPartition = new OpenPartition(outside, settings, commit, others, gates, clock, observer);
    ingest = new Ingest(outside, owned, clock);
    stillOurs.watch();
    hearPauses.watch();
    for (Runnable forget : List.<Runnable>of(limiters::forgetIdle, gates::forgetIdle)) {
      var _ =
          timer.scheduleWithFixedDelay(
              forget, FORGET_IDLE.toSeconds(), FORGET_IDLE.toSeconds(), TimeUnit.SECONDS);
    }
  }

  /** By the next owner, and by those who work for others of the workspace. */
  private boolean isToBeKnown(String gate, Duration pause) {
    return pause.compareTo(settings.handover().durableWait()) > 0
        || (!gate.isEmpty() && pause.compareTo(LEAST_TOLD) >= 0);
  }

  private Set<String> topics() {
    return owned.keySet().stream().map(Partition::topic).collect(Collectors.toSet());
  }

  private List<Ownership> ownerships() {
    return owned.values().stream().map(each -> each.lanes().ownership()).toList();
  }

  /** A pause for many outlives this owner; how it ends is decided anew by whoever is there then. */
  private void gateShut(String gate, WaitCause cause, Duration pause) {
    log.atWarn()
        .addKeyValue("gate", gate.isEmpty() ? "provider" : "workspace")
        .addKeyValue("outcome", cause.wireName())
        .addKeyValue("millis", pause.toMillis())
        .log("Many have to stay away from the provider");
    if (isToBeKnown(gate, pause)) {
      GatePause lasting = new GatePause(gate, clock.now().plus(pause), cause);
      for (OwnedPartition each : owned.values()) {
        var _ = commit.write(new Entry.Shut(each.lanes().ownership().fence(), lasting));
      }
    }
  }

  private RunLane runLane(Outside outside, Work work, OtherPartitions others) {
    Patience patience = new Patience(settings.giveUp(), clock);
    Calls calls =
        new Calls(
            work.policy(),
            outside.tokens(),
            limiters,
            gates,
            stillOurs,
            new Guard(timer),
            turns,
            commit,
            patience,
            settings,
            observer);
    Pipeline pipeline =
        new Pipeline(
            work,
            outside.tokens(),
            new CommandData(journal),
            calls,
            new RecordedEffects.Factory(calls, commit, clock, patience, observer),
            gates,
            patience,
            new Backoff(time.random()),
            clock);
    TakeBack takeBack = new TakeBack(journal, commit, pipeline, clock, observer);
    EndBehind endBehind =
        new EndBehind(journal, commit, pipeline, patience, clock, time.nanos(), observer);
    return new RunLane(
        pipeline,
        turns,
        others,
        journal,
        commit,
        endBehind,
        takeBack,
        timer,
        clock,
        time.nanos(),
        settings,
        observer);
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
                settings.room().window()),
            new PendingCounts(settings.marks()),
            claim.clean());
    OwnedPartition before = owned.put(partition, taken);
    if (before != null) {
      before.lanes().lose();
    }
    observer.tookOver(claim.clean());
    Thread.ofVirtual().name("errand-open-" + partition).start(() -> openPartition.open(taken));
    log.atInfo()
        .addKeyValue("partition", partition)
        .addKeyValue("epoch", claim.fence().epoch())
        .addKeyValue("clean", claim.clean())
        .log("Took a partition over; its heads are being loaded");
    return claim.nextOffset();
  }

  /** Gives partitions up in order: what runs may finish, bounded; then the next owner may begin. */
  public void revoke(Collection<Partition> partitions) {
    List<OwnedPartition> leaving =
        partitions.stream().flatMap(each -> Stream.ofNullable(owned.get(each))).toList();
    CrashPoint.hit(CrashPoint.REVOKING);
    leaving.forEach(each -> each.lanes().ownership().stop());
    long until = System.nanoTime() + settings.handover().drain().toNanos();
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
    for (Fence fence : ingest.take(batches)) {
      observer.fenced();
      log.atWarn()
          .addKeyValue("partition", fence.partition())
          .addKeyValue("epoch", fence.epoch())
          .log(
              "Somebody else has taken the partition over, or the journal lost the end of it;"
                  + " nothing more is written for it by this claim");
      lost(List.of(fence.partition()));
    }
  }

  private void ended(Entry entry, StoredResult result) {
    OwnedPartition home = owned.get(result.partition());
    if (home != null) {
      if (entry instanceof Entry.Ended) {
        home.counts().ended(result.result().user());
      }
      home.stored(result);
    }
  }

  /**
   * A user's connection changed: what waited for that need wait no longer.
   *
   * @param ended whether they have disconnected it: then whatever of theirs waits ends at once,
   *     also what waits for a limit, unless it is for an account that they have connected since
   */
  public void connectionChanged(UserId user, boolean ended) {
    owned.values().forEach(each -> each.lanes().connectionChanged(user, ended));
  }

  /**
   * Whether this engine works for the partition. It may find out by itself that it no longer does;
   * if the partition is still given to it, it has to be {@link #assign}ed again.
   */
  public boolean owns(Partition partition) {
    OwnedPartition known = owned.get(partition);
    return known != null && !known.lanes().ownership().stopped();
  }

  /** Up to which offset the journal has a partition that is owned; empty if it is not. */
  public OptionalLong takenIn(Partition partition) {
    OwnedPartition known = owned.get(partition);
    return known == null ? OptionalLong.empty() : OptionalLong.of(known.lanes().handedOver());
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
    return owned.values().stream().mapToLong(each -> each.counts().all()).sum();
  }

  /** Users who have very many commands waiting: more than the soft mark. */
  public int crowdedUsers() {
    return owned.values().stream().mapToInt(each -> each.counts().crowded()).sum();
  }

  /** Partitions nothing more should be brought from for now. */
  public int fullPartitions() {
    return (int) owned.values().stream().filter(each -> each.counts().full()).count();
  }

  /** Whether so much waits in the partition that nothing more should be brought for now. */
  public boolean full(Partition partition) {
    OwnedPartition known = owned.get(partition);
    return known != null && known.counts().full();
  }

  /** Lanes that wait at a gate for many. */
  public int atGates() {
    return gates.waiting();
  }

  /** Gates that are shut: pauses of a workspace, or of the whole provider. */
  public int gatesShut() {
    return gates.shut();
  }

  /** Lanes that wait for a time, with no thread. */
  public long parked() {
    return owned.values().stream().mapToLong(each -> each.lanes().parked()).sum();
  }

  /** Lanes with something to do that neither go on nor say what they wait for. There are none. */
  public long stuck() {
    return owned.values().stream().mapToLong(each -> each.lanes().stuck(STUCK_AFTER)).sum();
  }

  /** Results that are stored and not known to be on the results topic. */
  public long unpublished() {
    return owned.values().stream().mapToLong(OwnedPartition::unpublished).sum();
  }

  /** Entries that wait to be written to the journal. */
  public int unwritten() {
    return commit.waiting();
  }

  /** Whether what has to be written will be; if not, nothing here can end any more. */
  public boolean writes() {
    return commit.alive();
  }

  /** Of the lanes that run, those that stand in line because too many do. */
  public int inLine() {
    return turns.inLine();
  }

  /** Lanes that run a command now, or stand in line for that. */
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
    stillOurs.close();
    hearPauses.close();
    commit.close();
    timer.shutdownNow();
  }
}
