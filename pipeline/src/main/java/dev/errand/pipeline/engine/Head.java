package dev.errand.pipeline.engine;

import dev.errand.pipeline.Cost;
import dev.errand.pipeline.Failure;
import dev.errand.pipeline.journal.Fence;
import dev.errand.pipeline.journal.Queued;
import dev.errand.pipeline.journal.StepRecord;
import dev.errand.schemas.Command;
import dev.errand.schemas.Problem;
import dev.errand.schemas.WaitCause;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The command at the front of an order, and how far it has come. Used by one thread at a time: the
 * one that runs the lane.
 */
final class Head {

  final Fence fence;
  volatile Queued queued;

  // Many heads wait at once, and most of them without any of this.
  private Map<String, StepRecord> steps = Map.of();
  private Map<WaitCause, Duration> waited = Map.of();
  private boolean small;

  /** Until then, by {@link System#nanoTime}, a call or a wait of its run takes at most. */
  volatile long busyUntil = System.nanoTime();

  private @Nullable Command whole;
  @Nullable Instant startedAt;
  int runs;
  int failures;
  int looks;
  int refusedTokens;
  Cost spent = Cost.NOTHING;

  /** Calls that nobody has written down, its own or perhaps those of an owner before. */
  int unrecorded;

  @Nullable WaitCause lastCause;

  /** How the provider's last word is told to its person, should that have been the last. */
  @Nullable Problem otherwise;

  /** An attempt of a step was refused while one before it was in doubt, and still is. */
  @Nullable Refusal refusal;

  @Nullable WaitCause parkedFor;
  int asksForConnection;

  /** Whether one before it ended after it had been accepted. */
  boolean stoodBehind;

  /** Its person has disconnected since it came: it is to end now, also at a gate. */
  boolean connectionEnded;

  /** Since when its person has to connect again, if it waits for that or did last. */
  @Nullable Instant neededSince;

  /** The gate at which it waits, or did last. */
  volatile @Nullable Gate gate;

  /** The pauses after which gates let it through, the last one of each gate. */
  private volatile List<Gate.Pause> passed = List.of();

  @Nullable Instant heldSince;

  /** A refusal that is not believed yet. */
  record Refusal(String step, Failure.Refused failure) {}

  Head(Fence fence, Queued queued) {
    this.fence = fence;
    this.queued = queued;
    queued.steps().forEach(this::keep);
  }

  /** While it waits without its data, if that is large. */
  Command command() {
    Command here = whole;
    return here == null ? queued.command() : here;
  }

  void pickUp(Command command) {
    if (small) {
      queued = queued.with(command);
    } else {
      whole = command;
    }
  }

  /** It will wait for long, and so will many others: its data can be read again. */
  void shed() {
    if (queued.isWhole()) {
      small = true;
      queued = queued.light();
    }
  }

  /** Whether what it lacks is small. */
  boolean isSmall() {
    return small;
  }

  void putDown() {
    whole = null;
  }

  boolean waitsForPerson() {
    return lastCause == WaitCause.RECONNECT;
  }

  /** Whether it waits for its person, who is needed since then. */
  boolean waitsForPerson(Instant needed) {
    return waitsForPerson() && needed.equals(neededSince);
  }

  long offset() {
    return queued.offset();
  }

  @Nullable StepRecord step(String name) {
    return steps.get(name);
  }

  void keep(StepRecord step) {
    if (steps.isEmpty()) {
      steps = new HashMap<>();
    }
    steps.put(step.step(), step);
  }

  void drop(String step) {
    if (!steps.isEmpty()) {
      steps.remove(step);
    }
  }

  boolean passed(Gate.Pause pause) {
    return passed.contains(pause);
  }

  void pass(Gate.Pause pause) {
    Gate opened = gate;
    passed =
        Stream.concat(
                passed.stream().filter(each -> opened == null || !each.isOf(opened)),
                Stream.of(pause))
            .toList();
  }

  /** It is over, or another's: no gate has to let it through any more. */
  void leaveGate() {
    Gate before = gate;
    if (before != null) {
      before.leave(this);
    }
  }

  boolean inDoubt() {
    return steps.values().stream().anyMatch(StepRecord::inDoubt);
  }

  /** Whether what counts may have been done. A step that only prepares for it leaves no doubt. */
  boolean maybeBegun() {
    return steps.values().stream().anyMatch(step -> step.decisive() && step.inDoubt());
  }

  /** Whether what counts was done, so that the command is carried through. */
  boolean begun() {
    return steps.values().stream().anyMatch(step -> step.decisive() && !step.inDoubt());
  }

  /** Nothing that counts was done before; steps of a replay are older than the replay. */
  Instant begunAt() {
    return steps.values().stream()
        .filter(StepRecord::decisive)
        .map(StepRecord::startedAt)
        .min(Comparator.naturalOrder())
        .orElseGet(queued::acceptedAt);
  }

  void waited(WaitCause cause, Duration time) {
    if (!time.isNegative() && !time.isZero()) {
      if (waited.isEmpty()) {
        waited = new EnumMap<>(WaitCause.class);
      }
      waited.merge(cause, time, Duration::plus);
    }
  }

  Duration waited(WaitCause cause) {
    return waited.getOrDefault(cause, Duration.ZERO);
  }

  /** What it waited for, and for how long; first of all for those before it, if there were any. */
  Map<WaitCause, Duration> waited() {
    Map<WaitCause, Duration> all = new EnumMap<>(WaitCause.class);
    all.putAll(waited);
    if (stoodBehind && startedAt != null && startedAt.isAfter(queued.acceptedAt())) {
      all.put(WaitCause.EARLIER_COMMAND, Duration.between(queued.acceptedAt(), startedAt));
    }
    return all;
  }
}
