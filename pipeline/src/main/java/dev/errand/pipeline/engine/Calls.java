package dev.errand.pipeline.engine;

import dev.errand.pipeline.Call;
import dev.errand.pipeline.CallPermission;
import dev.errand.pipeline.Cost;
import dev.errand.pipeline.CrashPoint;
import dev.errand.pipeline.Failure;
import dev.errand.pipeline.Limit;
import dev.errand.pipeline.LimitUnit;
import dev.errand.pipeline.OperationStopped;
import dev.errand.pipeline.ProviderPolicy;
import dev.errand.pipeline.Step;
import dev.errand.pipeline.TokenSource;
import dev.errand.pipeline.journal.Entry;
import dev.errand.pipeline.limits.Limiters;
import dev.errand.schemas.UserId;
import dev.errand.schemas.WaitCause;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Sends calls to the provider: each with a permit of the user's limit, inside a bounded time, and
 * its failure classified. Thread-safe.
 */
final class Calls {

  /** The window of the tightest limit of requests there is: after it there is room again. */
  private static final Duration LONGEST_WAIT_IN_A_RUN = Duration.ofMinutes(1);

  /** What is scarcer is waited for in the lane: there the user's other order goes on meanwhile. */
  private static final Duration LONGEST_WAIT_FOR_MORE = Duration.ofSeconds(1);

  private final ProviderPolicy policy;
  private final TokenSource tokens;
  private final Limiters limiters;
  private final Gates gates;
  private final Semaphore slots;
  private final StillOurs stillOurs;
  private final Guard guard;
  private final Turns turns;
  private final GroupCommit commit;
  private final Patience patience;
  private final EngineSettings settings;
  private final EngineObserver observer;

  Calls(
      ProviderPolicy policy,
      TokenSource tokens,
      Limiters limiters,
      Gates gates,
      StillOurs stillOurs,
      Guard guard,
      Turns turns,
      GroupCommit commit,
      Patience patience,
      EngineSettings settings,
      EngineObserver observer) {
    this.policy = policy;
    this.tokens = tokens;
    this.limiters = limiters;
    this.gates = gates;
    this.slots = new Semaphore(settings.room().callsInFlight());
    this.stillOurs = stillOurs;
    this.guard = guard;
    this.turns = turns;
    this.commit = commit;
    this.patience = patience;
    this.settings = settings;
    this.observer = observer;
  }

  Duration timeout() {
    return shorter(policy.callTimeout(), settings.longest().call());
  }

  /** How long after a call's time has passed its effect may still appear. */
  Duration settling(Step<?, ?> step) {
    return shorter(step.settles(), settings.longest().settling());
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /** A call that may be made again: what is in doubt is simply repeated later. */
  <T> T repeatable(Run run, String name, Cost cost, Duration longer, Call<T> call) {
    try (Permit permit = permit(run, cost)) {
      recordAhead(run, cost);
      run.wouldRepeat = true;
      return send(run, name, permit, timeout().plus(longer), call);
    } catch (OperationStopped stopped) {
      throw stopped.failure() instanceof Failure.InDoubt doubt
          ? new OperationStopped(
              new Failure.RetryLater(doubt.cause(), doubt.scope(), doubt.after()))
          : stopped;
    }
  }

  /**
   * Waits until one call may be sent; after this nothing has to be waited for any more. The wait of
   * a run that has sent nothing but recorded effects ends the run instead: it costs nothing to
   * start over, it holds no thread, and meanwhile the user's other order goes on.
   */
  Permit permit(Run run, Cost cost) {
    CrashPoint.hit(CrashPoint.PERMIT_WANTED);
    recordSpending(run);
    List<Limit> limits = policy.limits(run.token.connection());
    while (true) {
      slot();
      Gate shut = gates.shut(run.token.connection());
      if (shut != null) {
        slots.release();
        throw new RunStopped(new RunStopped.Why.AtGate(shut));
      }
      Duration wait =
          limiters.tryTake(run.command().user(), limits, cost, run.command().priority());
      if (wait.isZero()) {
        CrashPoint.hit(CrashPoint.PERMIT_TAKEN);
        return new Permit(run.command().user(), cost);
      }
      slots.release();
      pause(run, cost, wait);
    }
  }

  /** What was sent since the last record is what a successor has to assume: so it is kept small. */
  private void recordSpending(Run run) {
    if (run.head.unrecorded >= settings.handover().unrecordedCalls()) {
      record(run, run.head.spent);
    }
  }

  /** A successor assumes requests that nobody wrote down, and nothing else. */
  private void recordAhead(Run run, Cost cost) {
    if (!cost.isOneRequest()) {
      record(run, run.head.spent.plus(cost));
    }
  }

  private void record(Run run, Cost spent) {
    Entry entry = new Entry.Spent(run.head.fence, run.head.offset(), spent);
    if (commit.write(entry).join().fenced()) {
      run.ownership.lose();
      throw new RunStopped(new RunStopped.Why.Abandoned());
    }
    run.head.unrecorded = 0;
  }

  private void slot() {
    try {
      slots.acquire();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new RunStopped(new RunStopped.Why.Abandoned());
    }
  }

  /** A run that has looked around keeps its place for a short wait; a long one outlives it. */
  private void pause(Run run, Cost cost, Duration wait) {
    Duration longest = cost.isOneRequest() ? LONGEST_WAIT_IN_A_RUN : LONGEST_WAIT_FOR_MORE;
    if (!run.wouldRepeat || wait.compareTo(longest) > 0) {
      throw new RunStopped(new RunStopped.Why.Wait(WaitCause.LIMIT, wait));
    }
    Duration bounded = patience.upToTheEnd(run.head, wait);
    run.head.waited(WaitCause.LIMIT, bounded);
    observer.waits(run.command().operation(), WaitCause.LIMIT, bounded);
    run.head.busyUntil = System.nanoTime() + bounded.toNanos();
    turns.lend(() -> run.ownership.sleep(bounded));
    patience.mayRun(run.head);
  }

  /**
   * Sends one call for which there is a permit.
   *
   * @throws OperationStopped with what the failure means
   */
  <T> T send(Run run, String name, Permit permit, Duration within, Call<T> call) {
    if (run.ownership.lost()) {
      throw new RunStopped(new RunStopped.Why.Abandoned());
    }
    long began = System.nanoTime();
    run.head.busyUntil = began + within.toNanos();
    run.head.spent = run.head.spent.plus(permit.cost);
    run.head.unrecorded++;
    try {
      observer.calling(name);
      T answer =
          guard.within(
              within,
              () -> stillOurs.holds(run.ownership) && tokens.mayUse(run.token),
              () -> {
                CallPermission.mayBegin();
                return call.make(run.token);
              });
      called(run, name, began, null);
      return answer;
    } catch (RunStopped | OperationStopped own) {
      throw own;
    } catch (CallPermission.Refused notBegun) {
      if (run.ownership.lost()) {
        throw new RunStopped(new RunStopped.Why.Abandoned());
      }
      WaitCause cause =
          switch (notBegun) {
            case CallPermission.TooLate _ -> WaitCause.RETRY;
            case CallPermission.TokenGone _ -> WaitCause.TOKEN;
          };
      throw new OperationStopped(
          new Failure.RetryLater(cause, Failure.Scope.USER, Optional.empty()));
    } catch (RuntimeException thrown) {
      if (run.ownership.lost()) { // and so interrupted: it tells nothing of the provider
        throw new RunStopped(new RunStopped.Why.Abandoned());
      }
      Failure failure = policy.classify(thrown);
      called(run, name, began, failure);
      keepAway(run, failure);
      throw new OperationStopped(failure);
    }
  }

  /** What holds for this user holds for all their commands, interactive and bulk. */
  private void keepAway(Run run, Failure failure) {
    switch (failure) {
      case Failure.RetryLater(
              var _,
              Failure.Scope scope,
              Optional<Duration> after,
              Optional<LimitUnit> only,
              var _) ->
          pauseUser(run, scope, after, only);
      case Failure.InDoubt(var _, Failure.Scope scope, Optional<Duration> after) ->
          pauseUser(run, scope, after, Optional.empty());
      case Failure.RefreshToken _, Failure.ReconnectNeeded _, Failure.Refused _ -> {}
    }
  }

  private void pauseUser(
      Run run, Failure.Scope scope, Optional<Duration> after, Optional<LimitUnit> only) {
    if (scope == Failure.Scope.USER) {
      after.ifPresent(time -> limiters.pause(run.command().user(), only.orElse(null), time));
    }
  }

  private void called(Run run, String name, long began, @Nullable Failure failure) {
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    gates.called(run.token.connection(), took, failure);
    observer.called(run.command().operation(), name, failure == null ? "ok" : kind(failure), took);
  }

  private static String kind(Failure failure) {
    return switch (failure) {
      case Failure.RetryLater _ -> "retry_later";
      case Failure.InDoubt _ -> "in_doubt";
      case Failure.RefreshToken _ -> "refresh_token";
      case Failure.ReconnectNeeded _ -> "reconnect_needed";
      case Failure.Refused _ -> "refused";
    };
  }

  /**
   * Room for one call: a slot of this instance, and a permit of the user's limit. Closed when the
   * call is over, or will not be sent after all; it counts as used either way.
   */
  final class Permit implements AutoCloseable {

    private final UserId user;
    private final Cost cost;

    private Permit(UserId user, Cost cost) {
      this.user = user;
      this.cost = cost;
    }

    @Override
    public void close() {
      slots.release();
      limiters.ended(user, cost);
    }
  }
}
