package dev.errand.pipeline.engine;

import dev.errand.pipeline.FollowUps;
import dev.errand.pipeline.Operation;
import dev.errand.pipeline.ProviderPolicy;
import dev.errand.pipeline.TakenBack;
import dev.errand.pipeline.TokenSource;
import dev.errand.pipeline.journal.Arrival;
import dev.errand.pipeline.journal.Arrivals;
import dev.errand.pipeline.journal.Claim;
import dev.errand.pipeline.journal.InMemoryJournal;
import dev.errand.pipeline.journal.Loaded;
import dev.errand.pipeline.journal.Partition;
import dev.errand.pipeline.limits.Limiters;
import dev.errand.schemas.Command;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.Priority;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import dev.errand.schemas.UserId;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.LongPredicate;
import java.util.function.LongSupplier;
import tools.jackson.databind.JsonNode;

/**
 * Runs an operation as the engine does, against whatever its calls reach, until its one result;
 * waits take no time. It can crash the engine at each point where a crash matters, and lets a
 * successor carry on from what is durable.
 *
 * <pre>
 * for (int point = 1; ; point++) {
 *   OperationHarness harness = new OperationHarness(policy, operations, tokens).crashAt(point);
 *   Result result = harness.run(user, NOTE_CREATE, data);
 *   // assert the effect is there exactly once
 *   if (!harness.crashed()) break;
 * }
 * </pre>
 */
public final class OperationHarness {

  private static final Partition PARTITION = new Partition("harness", 0);
  private static final int MOST_RUNS = 2_000;
  private static final ScheduledExecutorService TIMER =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("harness-timer").factory());

  private final ProviderPolicy policy;
  private final Collection<? extends Operation> operations;
  private final TokenSource tokens;
  private final SettableClock clock = new SettableClock();
  private final InMemoryJournal journal = new InMemoryJournal(clock);
  private final Limiters limiters = new Limiters(clock::nanos);
  private final AtomicInteger points = new AtomicInteger();
  private FollowUps followUps = FollowUps.NONE;
  private int crashAt;
  private boolean crashed;
  private long offset;
  private Function<CommandId, TakenBack> takeBack = other -> TakenBack.UNKNOWN;
  private LongSupplier calls = () -> 0;
  private LongPredicate changedSince = call -> false;

  public OperationHarness(
      ProviderPolicy policy, Collection<? extends Operation> operations, TokenSource tokens) {
    this.policy = policy;
    this.operations = operations;
    this.tokens = tokens;
  }

  /**
   * Crashes once, at the point of that number, from 1: before each call, when its START marker is
   * durable, and after each call that the provider answered with success, before that is written
   * down.
   */
  public OperationHarness crashAt(int point) {
    crashAt = point;
    return this;
  }

  /** What comes of taking another command back; else there is no other. */
  public OperationHarness takingBack(Function<CommandId, TakenBack> answer) {
    takeBack = answer;
    return this;
  }

  /**
   * From now on it is an error if a command succeeds and has changed something that neither a step
   * of it tells nor {@link Operation#changesByCalls}: it would be taken back when it is done.
   *
   * @param last the number of the last call by now
   * @param changed whether calls after that number have changed something
   */
  public OperationHarness watching(LongSupplier last, LongPredicate changed) {
    calls = last;
    changedSince = changed;
    return this;
  }

  /** What follows the ends of commands. */
  public OperationHarness with(FollowUps others) {
    followUps = others;
    return this;
  }

  /** What follows them and whose time has come by now; told once. */
  public List<Command> due() {
    return journal.due(PARTITION.topic(), Duration.ofDays(7), 1_000);
  }

  /** The user's commands have been with another worker, and come back. */
  public OperationHarness takenOver() {
    var _ = journal.claim(PARTITION, UUID.randomUUID());
    return this;
  }

  /** Whether the point was reached. */
  public boolean crashed() {
    return crashed;
  }

  public SettableClock clock() {
    return clock;
  }

  /** Runs an interactive command of that user to its end. */
  public Result run(UserId user, OperationName operation, JsonNode data) {
    return run(
        new Command(
            user,
            new CommandId(UUID.randomUUID().toString()),
            operation,
            "urn:test",
            Priority.INTERACTIVE,
            null,
            null,
            null,
            null,
            data));
  }

  /** Runs a command to its end. */
  public Result run(Command command) {
    long before = calls.getAsLong();
    take(command);
    for (int epochs = 0; epochs < 3; epochs++) {
      try (Epoch epoch = new Epoch()) {
        return epoch.toTheEnd(before);
      } catch (CrashError crash) {
        crashed = true;
      }
    }
    throw new AssertionError("The engine crashed more often than it was told to");
  }

  private void take(Command command) {
    Claim claim = journal.claim(PARTITION, UUID.randomUUID());
    var _ =
        journal.ingest(
            List.of(
                new Arrivals(
                    claim.fence(), offset + 1, List.of(new Arrival.Accepted(offset++, command)))));
  }

  private void point() {
    if (points.incrementAndGet() == crashAt) {
      throw new CrashError();
    }
  }

  /** The time of one owner, from its claim to the end or the crash. */
  private final class Epoch implements AutoCloseable {

    private final Claim claim = journal.claim(PARTITION, UUID.randomUUID());
    private final Ownership ownership = new Ownership(claim.fence());
    private final GroupCommit commit;
    private final Pipeline pipeline;

    Epoch() {
      EngineSettings settings = EngineSettings.defaults();
      JournalClock journalClock = new JournalClock(new Time(clock, clock::nanos, new Random(7)));
      EngineObserver observer = new CrashAfterCall();
      commit =
          new GroupCommit(journal, settings.flush(), journalClock, (entry, stored) -> {}, observer);
      Patience patience = new Patience(settings.giveUp(), journalClock);
      Gates gates =
          new Gates(
              clock::nanos,
              (after, task) -> {},
              new Backoff(new Random(7)),
              (gate, cause, time) -> {});
      Calls calls =
          new Calls(
              policy,
              tokens,
              limiters,
              gates,
              new StillOurs(journal, List::of, System::nanoTime),
              new Guard(TIMER),
              new Turns(settings.room().turns()),
              commit,
              patience,
              settings,
              observer);
      pipeline =
          new Pipeline(
              Work.of(policy, operations).with(followUps),
              tokens,
              new CommandData(journal),
              calls,
              new RecordedEffects.Factory(calls, commit, journalClock, patience, observer),
              gates,
              patience,
              new Backoff(new Random(7)),
              journalClock);
    }

    Result toTheEnd(long callsBefore) {
      Loaded loaded = journal.load(claim.fence(), Duration.ofMinutes(10));
      Head head = new Head(claim.fence(), loaded.heads().getFirst());
      loaded.steps().getOrDefault(head.offset(), List.of()).forEach(head::keep);
      for (int runs = 0; runs < MOST_RUNS; runs++) {
        switch (pipeline.process(head, ownership, takeBack)) {
          case RunEnd.Over(Result result) -> {
            var _ = commit.write(pipeline.ended(head, result)).join();
            if (result.status() == Status.SUCCEEDED && !leavesTrace(head)) {
              assertChangedNothing(head, callsBefore);
            }
            return result;
          }
          case RunEnd.Again(var _, Duration after) -> clock.advance(after);
          case RunEnd.Held(Duration look, var _) -> clock.advance(look);
          case RunEnd.AtGate(Gate gate, Duration longest) ->
              clock.advance(shorter(gate.remaining(), longest));
          case RunEnd.Abandoned() -> throw new AssertionError("The run was abandoned");
          case RunEnd.Gone() -> throw new AssertionError("The command had ended");
        }
      }
      throw new AssertionError("No end after " + MOST_RUNS + " runs");
    }

    private boolean leavesTrace(Head head) {
      return head.begun() || head.maybeBegun() || pipeline.leavesNoTrace(head.command());
    }

    private void assertChangedNothing(Head head, long callsBefore) {
      if (changedSince.test(callsBefore)) {
        throw new AssertionError(
            head.command().operation() + " has changed something, and nothing says so");
      }
    }

    private static Duration shorter(Duration one, Duration other) {
      return one.compareTo(other) < 0 ? one : other;
    }

    @Override
    public void close() {
      commit.close();
    }
  }

  private final class CrashAfterCall implements EngineObserver {

    @Override
    public void called(OperationName operation, String call, String outcome, Duration took) {
      if (outcome.equals("ok")) {
        point();
      }
    }

    @Override
    public void calling(String call) {
      point();
    }
  }

  private static final class CrashError extends Error {
    CrashError() {
      super("crash", null, false, false);
    }
  }
}
