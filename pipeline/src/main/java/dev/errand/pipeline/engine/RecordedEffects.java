package dev.errand.pipeline.engine;

import dev.errand.pipeline.Attempted;
import dev.errand.pipeline.Call;
import dev.errand.pipeline.CrashPoint;
import dev.errand.pipeline.Effects;
import dev.errand.pipeline.Failure;
import dev.errand.pipeline.Finding;
import dev.errand.pipeline.OperationStopped;
import dev.errand.pipeline.Probe;
import dev.errand.pipeline.Step;
import dev.errand.pipeline.engine.Calls.Permit;
import dev.errand.pipeline.journal.Entry;
import dev.errand.pipeline.journal.StepRecord;
import dev.errand.pipeline.journal.TokenUse;
import dev.errand.schemas.Problem;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Status;
import dev.errand.schemas.WaitCause;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** {@link Effects} on the journal: the marker before, the output after, the probe in between. */
final class RecordedEffects implements Effects {

  /** A call is not begun with less of its time left than this part. */
  private static final int LEAST_PART_LEFT = 4;

  private static final Duration[] LOOKS = {
    Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(15)
  };
  private static final Duration LATER_LOOKS = Duration.ofSeconds(60);

  private final Run run;
  private final Factory parts;

  private RecordedEffects(Run run, Factory parts) {
    this.run = run;
    this.parts = parts;
  }

  /** What all runs share. */
  record Factory(
      Calls calls,
      GroupCommit commit,
      JournalClock clock,
      Patience patience,
      EngineObserver observer) {

    Effects of(Run run) {
      return new RecordedEffects(run, this);
    }
  }

  @Override
  public <I, T> T once(Step<I, T> step, Call<T> call, Probe<I, T> probe) {
    StepRecord known = run.head.step(step.name());
    if (known != null && known.output() != null) {
      return Inputs.recorded(known.output(), step.output());
    }
    Optional<T> found = known == null ? Optional.empty() : look(step, known, probe);
    return found.isPresent() ? found.get() : attempt(step, known, call);
  }

  @Override
  public boolean begun() {
    return run.head.begun() || run.head.maybeBegun();
  }

  @Override
  public boolean finished(String step) {
    StepRecord known = run.head.step(step);
    return known != null && known.output() != null;
  }

  /** Not waited for: the marker of whatever is done by it is written after it. */
  @Override
  public <T> T chosen(String name, Class<T> choice, Duration within, Supplier<T> decide) {
    StepRecord known = run.head.step(name);
    if (known != null && known.output() != null) {
      return Inputs.recorded(known.output(), choice);
    }
    run.head.busyUntil = System.nanoTime() + within.toNanos();
    JsonNode json = Inputs.JSON.valueToTree(decide.get());
    long epoch = run.head.fence.epoch();
    run.head.keep(StepRecord.chosen(name, epoch, parts.clock.now(), json));
    var _ = parts.commit.write(new Entry.Chosen(run.head.fence, run.head.offset(), name, json));
    return Inputs.recorded(json, choice);
  }

  private <I, T> Optional<T> look(Step<I, T> step, StepRecord known, Probe<I, T> probe) {
    Instant now = parts.clock.now();
    if (known.epoch() != run.head.fence.epoch() && now.isBefore(known.deadline())) {
      throw waitInDoubt(Duration.between(now, known.deadline()));
    }
    Instant settlesAt = known.deadline().plus(parts.calls.settling(step));
    boolean settled = !now.isBefore(settlesAt);
    @SuppressWarnings("unchecked")
    Class<I> intentType = (Class<I>) step.intent().getClass();
    I intent = Inputs.recorded(known.intent(), intentType);
    return switch (probe.look(new Attempted<>(intent, known.startedAt(), settled))) {
      case Finding.Happened<T>(T output) -> {
        CrashPoint.hit(CrashPoint.LOOKED);
        observe("happened");
        finish(step, known, output);
        yield Optional.of(output);
      }
      case Finding.Absent<T>() -> {
        observe("absent");
        if (!settled) {
          throw waitInDoubt(nextLook(Duration.between(now, settlesAt)));
        }
        believeRefusal(step);
        yield Optional.empty();
      }
      case Finding.CannotTell<T>(String why) -> {
        observe("cannot_tell");
        throw new RunStopped(new RunStopped.Why.Over(Status.UNKNOWN, unknown(why)));
      }
    };
  }

  private <I, T> T attempt(Step<I, T> step, @Nullable StepRecord earlier, Call<T> call) {
    try (Permit permit = parts.calls.permit(run, step.cost())) {
      parts.patience.mayBegin(run.head);
      Duration timeout = parts.calls.timeout();
      long began = System.nanoTime();
      CrashPoint.hit(CrashPoint.START_UNMARKED);
      mark(step, earlier, timeout);
      CrashPoint.hit(CrashPoint.START_MARKED);
      Duration left = timeout.minusNanos(System.nanoTime() - began);
      if (left.compareTo(timeout.dividedBy(LEAST_PART_LEFT)) < 0) {
        notMade(step, earlier);
        throw new RunStopped(new RunStopped.Why.Wait(WaitCause.RETRY, Duration.ZERO));
      }
      T output = parts.calls.send(run, callName(step.name()), permit, left, answered(call));
      finish(step, run.head.step(step.name()), output);
      return output;
    } catch (OperationStopped stopped) {
      switch (stopped.failure()) {
        case Failure.InDoubt _ -> {}
        case Failure.Refused refused -> refused(step, earlier, refused);
        case Failure.RetryLater _, Failure.RefreshToken _, Failure.ReconnectNeeded _ ->
            notMade(step, earlier);
      }
      throw stopped;
    }
  }

  private static <T> Call<T> answered(Call<T> call) {
    return token -> {
      CrashPoint.hit(CrashPoint.EFFECT_SENDING);
      T output = call.make(token);
      CrashPoint.hit(CrashPoint.EFFECT_ANSWERED);
      return output;
    };
  }

  private void mark(Step<?, ?> step, @Nullable StepRecord earlier, Duration timeout) {
    JsonNode intent = earlier == null ? Inputs.JSON.valueToTree(step.intent()) : earlier.intent();
    GroupCommit.Receipt receipt =
        parts
            .commit
            .write(
                new Entry.Started(
                    run.head.fence,
                    run.head.offset(),
                    TokenUse.of(run.command(), run.connection()),
                    step.name(),
                    step.decisive(),
                    intent,
                    timeout,
                    run.head.spent.plus(step.cost())))
            .join();
    if (receipt.fenced()) {
      run.ownership.lose();
      throw new RunStopped(new RunStopped.Why.Abandoned());
    }
    if (receipt.gone()) {
      throw new RunStopped(new RunStopped.Why.Gone());
    }
    run.head.unrecorded = 0;
    run.head.keep(
        new StepRecord(
            step.name(),
            run.head.fence.epoch(),
            earlier == null ? receipt.at() : earlier.startedAt(),
            receipt.at().plus(timeout),
            earlier == null ? 1 : earlier.attempts() + 1,
            step.decisive(),
            intent,
            run.head.spent.plus(step.cost()),
            null));
  }

  /** Not waited for: whatever is written next for this command is written after it. */
  private <T> void finish(Step<?, T> step, @Nullable StepRecord marker, T output) {
    JsonNode json = Inputs.JSON.valueToTree(output);
    if (marker != null) {
      run.head.keep(marker.finished(json));
    }
    run.head.looks = 0;
    run.head.refusal = null;
    var _ =
        parts.commit.write(
            new Entry.Finished(run.head.fence, run.head.offset(), step.name(), json));
  }

  /**
   * The attempt was surely not carried out, which proves nothing of one before it: that is looked
   * for again before the next. What is durable keeps the later marker, which only waits longer.
   */
  private void notMade(Step<?, ?> step, @Nullable StepRecord earlier) {
    if (earlier == null) {
      withdraw(step);
    } else {
      run.head.keep(earlier);
    }
  }

  /**
   * That an attempt was refused says nothing of one before it, which may have been carried out only
   * now and be the very reason. So it is in doubt as after any other answer, and the refusal is the
   * command's end only if nothing is there when this attempt has settled as well. A successor, who
   * does not know of it, tries once more.
   */
  private void refused(Step<?, ?> step, @Nullable StepRecord earlier, Failure.Refused refused) {
    if (earlier == null) {
      withdraw(step);
      return;
    }
    run.head.refusal = new Head.Refusal(step.name(), refused);
    run.head.looks = 0;
    throw waitInDoubt(nextLook(parts.calls.settling(step)));
  }

  private void believeRefusal(Step<?, ?> step) {
    Head.Refusal refusal = run.head.refusal;
    if (refusal != null && refusal.step().equals(step.name())) {
      withdraw(step);
      throw new OperationStopped(refusal.failure());
    }
  }

  private void withdraw(Step<?, ?> step) {
    run.head.refusal = null;
    run.head.drop(step.name());
    var _ = parts.commit.write(new Entry.Withdrawn(run.head.fence, run.head.offset(), step.name()));
    // The marker held what was sent so far; that is still so.
    var _ = parts.commit.write(new Entry.Spent(run.head.fence, run.head.offset(), run.head.spent));
  }

  private RunStopped waitInDoubt(Duration wait) {
    return new RunStopped(new RunStopped.Why.Wait(WaitCause.DOUBT, wait));
  }

  private Duration nextLook(Duration untilSettled) {
    int looks = run.head.looks++;
    Duration next = looks < LOOKS.length ? LOOKS[looks] : LATER_LOOKS;
    return next.compareTo(untilSettled) < 0 ? next : untilSettled;
  }

  private void observe(String finding) {
    parts.observer.looked(run.command().operation(), finding);
  }

  private static String callName(String step) {
    return step.replaceFirst("-[0-9]+$", "");
  }

  static Problem unknown(String why) {
    return Problem.of(ProblemCode.OUTCOME_UNKNOWN, "It may have been done, and we cannot find out.")
        .detail(why)
        .action("Look for it yourself before you ask again.");
  }
}
