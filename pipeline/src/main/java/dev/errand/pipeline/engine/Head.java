package dev.errand.pipeline.engine;

import dev.errand.pipeline.Cost;
import dev.errand.pipeline.journal.Fence;
import dev.errand.pipeline.journal.Queued;
import dev.errand.pipeline.journal.StepRecord;
import dev.errand.schemas.Command;
import dev.errand.schemas.WaitCause;
import java.time.Duration;
import java.time.Instant;
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
  final Queued queued;
  private final Map<String, StepRecord> steps = new HashMap<>();
  private final Map<WaitCause, Duration> waited = new EnumMap<>(WaitCause.class);

  /** Until then, by {@link System#nanoTime}, a call or a wait of its run takes at most. */
  volatile long busyUntil = System.nanoTime();

  private @Nullable Command whole;
  @Nullable Instant startedAt;
  int runs;
  int failures;
  int looks;
  int refusedTokens;
  Cost spent = Cost.NOTHING;
  int unrecorded;
  @Nullable WaitCause lastCause;
  @Nullable WaitCause parkedFor;
  int asksForConnection;

  /** The gate at which it waits, or did last. */
  volatile @Nullable Gate gate;

  /** The pauses after which gates let it through, the last one of each gate. */
  private volatile List<Gate.Pause> passed = List.of();

  @Nullable Instant heldSince;

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
    whole = command;
  }

  void putDown() {
    whole = null;
  }

  long offset() {
    return queued.offset();
  }

  @Nullable StepRecord step(String name) {
    return steps.get(name);
  }

  void keep(StepRecord step) {
    steps.put(step.step(), step);
  }

  void drop(String step) {
    steps.remove(step);
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

  void waited(WaitCause cause, Duration time) {
    if (!time.isNegative() && !time.isZero()) {
      waited.merge(cause, time, Duration::plus);
    }
  }

  Map<WaitCause, Duration> waited() {
    return waited;
  }
}
