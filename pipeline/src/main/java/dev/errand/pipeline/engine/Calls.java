package dev.errand.pipeline.engine;

import dev.errand.pipeline.Call;
import dev.errand.pipeline.ConnectionFacts;
import dev.errand.pipeline.Cost;
import dev.errand.pipeline.Failure;
import dev.errand.pipeline.Failure.Scope;
import dev.errand.pipeline.OperationStopped;
import dev.errand.pipeline.ProviderPolicy;
import dev.errand.pipeline.journal.Entry;
import dev.errand.pipeline.limits.Limiters;
import dev.errand.schemas.WaitCause;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Sends calls to the provider: each with a permit of the user's limit, inside a bounded time, and
 * its failure classified. While one thing is waited for, no other is held. Thread-safe.
 */
final class Calls {

  private final ProviderPolicy policy;
  private final Limiters limiters;
  private final Gates gates;
  private final Semaphore slots;
  private final Guard guard;
  private final GroupCommit commit;
  private final EngineSettings settings;
  private final EngineObserver observer;

  Calls(
      ProviderPolicy policy,
      Limiters limiters,
      Gates gates,
      Guard guard,
      GroupCommit commit,
      EngineSettings settings,
      EngineObserver observer) {
    this.policy = policy;
    this.limiters = limiters;
    this.gates = gates;
    this.slots = new Semaphore(settings.callsInFlight());
    this.guard = guard;
    this.commit = commit;
    this.settings = settings;
    this.observer = observer;
  }

  Duration timeout() {
    return policy.callTimeout();
  }

  /** A call that may be made again: what is in doubt is simply repeated later. */
  <T> T repeatable(Run run, String name, Cost cost, Call<T> call) {
    permit(run, cost);
    try {
      return send(run, name, cost, timeout(), call);
    } catch (OperationStopped stopped) {
      throw stopped.failure() instanceof Failure.InDoubt doubt
          ? new OperationStopped(
              new Failure.RetryLater(doubt.cause(), doubt.scope(), doubt.after()))
          : stopped;
    }
  }

  /**
   * Waits for a permit. The first wait of a run that has sent nothing ends the run instead, since
   * it costs nothing to start over and holds no thread.
   */
  void permit(Run run, Cost cost) {
    while (true) {
      closedGate(run.token.connection())
          .ifPresent(left -> pause(run, WaitCause.PROVIDER_OUTAGE, left));
      Duration wait =
          limiters.tryTake(
              run.command().user(),
              policy.limits(run.token.connection()),
              cost,
              run.command().priority());
      if (wait.isZero()) {
        return;
      }
      pause(run, WaitCause.LIMIT, wait);
    }
  }

  private void pause(Run run, WaitCause cause, Duration wait) {
    if (!run.sentAnything) {
      throw new RunStopped(new RunStopped.Why.Wait(cause, wait));
    }
    run.head.waited(cause, wait);
    observer.waits(run.command().operation(), cause, wait);
    run.ownership.sleep(wait);
  }

  private Optional<Duration> closedGate(ConnectionFacts connection) {
    Duration provider = gates.remaining(Gates.PROVIDER);
    Duration workspace =
        connection.workspace() == null ? Duration.ZERO : gates.remaining(connection.workspace());
    Duration longer = provider.compareTo(workspace) > 0 ? provider : workspace;
    return longer.isZero() ? Optional.empty() : Optional.of(longer);
  }

  /** Gives a permit back as used, for a call that was not sent after all. */
  void unused(Run run, Cost cost) {
    limiters.ended(run.command().user(), cost);
  }

  /**
   * Sends one call for which there is a permit.
   *
   * @throws OperationStopped with what the failure means
   */
  <T> T send(Run run, String name, Cost cost, Duration within, Call<T> call) {
    long began = System.nanoTime();
    run.sentAnything = true;
    run.head.spent = run.head.spent.plus(cost);
    run.head.unrecorded++;
    acquireSlot(run, cost);
    try {
      if (run.ownership.lost()) {
        throw new RunStopped(new RunStopped.Why.Abandoned());
      }
      observer.calling(name);
      T answer = guard.within(within, () -> call.make(run.token));
      observer.called(name, "ok", Duration.ofNanos(System.nanoTime() - began));
      return answer;
    } catch (RunStopped | OperationStopped own) {
      throw own;
    } catch (RuntimeException thrown) {
      Failure failure = policy.classify(thrown);
      observer.called(name, kind(failure), Duration.ofNanos(System.nanoTime() - began));
      closeGate(run.token.connection(), failure);
      throw new OperationStopped(failure);
    } finally {
      slots.release();
      limiters.ended(run.command().user(), cost);
      recordSpending(run);
    }
  }

  private void acquireSlot(Run run, Cost cost) {
    try {
      slots.acquire();
    } catch (InterruptedException interrupted) {
      unused(run, cost);
      Thread.currentThread().interrupt();
      throw new RunStopped(new RunStopped.Why.Abandoned());
    }
  }

  /** What was sent since the last record is what a successor has to assume: so it is kept small. */
  private void recordSpending(Run run) {
    if (run.head.unrecorded >= settings.unrecordedCalls() && !run.ownership.lost()) {
      commit.write(new Entry.Spent(run.head.fence, run.head.offset(), run.head.spent)).join();
      run.head.unrecorded = 0;
    }
  }

  private void closeGate(ConnectionFacts connection, Failure failure) {
    switch (failure) {
      case Failure.RetryLater later -> close(connection, later.scope(), later.after());
      case Failure.InDoubt doubt -> close(connection, doubt.scope(), doubt.after());
      case Failure.RefreshToken _, Failure.ReconnectNeeded _, Failure.Refused _ -> {}
    }
  }

  private void close(ConnectionFacts connection, Scope scope, Optional<Duration> after) {
    Duration time = after.orElse(Duration.ofSeconds(1));
    switch (scope) {
      case USER -> {}
      case WORKSPACE -> {
        if (connection.workspace() != null) {
          gates.close(connection.workspace(), time);
        }
      }
      case PROVIDER -> gates.close(Gates.PROVIDER, time);
    }
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
}
