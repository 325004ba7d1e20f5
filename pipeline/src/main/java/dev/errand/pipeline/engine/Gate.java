package dev.errand.pipeline.engine;

import dev.errand.schemas.WaitCause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * A pause that holds for many users. While it is shut, lanes are held here, by one timer for all of
 * them; when it opens they go on a few at a time, and more and more, so that whoever has just
 * recovered is not trampled down. Thread-safe.
 */
final class Gate {

  static final Duration TICK = Duration.ofMillis(100);
  static final int FIRST = 5;

  /** Lanes let through in one tick at the most: 5,000 a second. */
  static final int MOST = 500;

  /** Trials whose lanes turn out to have nothing to ask are followed by others after so long. */
  private static final long NEXT_TRIAL = Duration.ofSeconds(1).toNanos();

  private final String name;
  private final LongSupplier nanos;
  private final BiConsumer<Duration, Runnable> alarm;
  private final BooleanSupplier onTrial;
  private final LinkedHashMap<Head, Runnable> held = new LinkedHashMap<>();
  private WaitCause cause = WaitCause.PROVIDER_OUTAGE;
  private long shutUntil;
  private long lastTrial;
  private Pause pause = new Pause();
  private int allowance = FIRST;
  private boolean ticking;

  /**
   * An open gate.
   *
   * @param name of the workspace; empty for the gate of everyone
   * @param nanos a monotonic clock
   * @param alarm runs something after a time
   * @param onTrial whether the provider is only being tried: then few go through
   */
  Gate(
      String name,
      LongSupplier nanos,
      BiConsumer<Duration, Runnable> alarm,
      BooleanSupplier onTrial) {
    this.name = name;
    this.nanos = nanos;
    this.alarm = alarm;
    this.onTrial = onTrial;
    this.shutUntil = nanos.getAsLong();
  }

  /** One time that the gate was shut. */
  final class Pause {

    boolean isOf(Gate gate) {
      return gate == Gate.this;
    }
  }

  String name() {
    return name;
  }

  synchronized WaitCause cause() {
    return cause;
  }

  /** Shuts it for that long; a pause is never shortened. Whether it is longer now. */
  synchronized boolean shut(WaitCause why, Duration time) {
    long until = nanos.getAsLong() + time.toNanos();
    if (until - shutUntil <= 0) {
      return false;
    }
    if (!isShut()) {
      pause = new Pause();
      allowance = FIRST;
    }
    cause = why;
    shutUntil = until;
    tickAfter(time);
    return true;
  }

  synchronized boolean isShut() {
    return shutUntil - nanos.getAsLong() > 0;
  }

  synchronized Duration remaining() {
    return Duration.ofNanos(Math.max(0, shutUntil - nanos.getAsLong()));
  }

  /** Whether the head has to wait here: until the gate opens, or behind those who already wait. */
  synchronized boolean holds(Head head) {
    return isShut() || (!held.isEmpty() && !head.passed(pause));
  }

  /**
   * The lane goes on when its turn comes; at once if the gate has opened meanwhile. Who waits
   * already keeps their place.
   */
  void hold(Head head, Runnable goOn) {
    synchronized (this) {
      if (holds(head)) {
        var _ = held.putIfAbsent(head, goOn);
        head.gate = this;
        tickAfter(remaining());
        return;
      }
    }
    goOn.run();
  }

  /** It waits no longer: its time is over, or its partition another's. */
  synchronized void leave(Head head) {
    held.remove(head);
  }

  private void tickAfter(Duration time) {
    if (!ticking) {
      ticking = true;
      alarm.accept(time, this::tick);
    }
  }

  private void tick() {
    next().forEach(Runnable::run);
  }

  private synchronized List<Runnable> next() {
    ticking = false;
    List<Runnable> going = new ArrayList<>();
    if (isShut()) {
      tickAfter(remaining());
      return going;
    }
    int most = allowance();
    while (going.size() < most && !held.isEmpty()) {
      Map.Entry<Head, Runnable> next = held.pollFirstEntry();
      next.getKey().pass(pause);
      going.add(next.getValue());
    }
    if (!held.isEmpty()) {
      tickAfter(TICK);
    }
    return going;
  }

  private int allowance() {
    if (onTrial.getAsBoolean()) {
      allowance = FIRST;
      long now = nanos.getAsLong();
      if (lastTrial != 0 && now - lastTrial < NEXT_TRIAL) {
        return 0;
      }
      lastTrial = now;
      return FIRST;
    }
    lastTrial = 0;
    int now = allowance;
    allowance = Math.min(MOST, allowance + allowance / 2);
    return now;
  }

  synchronized int waiting() {
    return held.size();
  }

  synchronized boolean idle() {
    return !isShut() && held.isEmpty();
  }
}
