package dev.errand.pipeline.limits;

import dev.errand.pipeline.Cost;
import dev.errand.pipeline.Limit;
import dev.errand.pipeline.LimitUnit;
import dev.errand.schemas.Priority;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All limits of one user. Not thread-safe. */
final class Limiter {

  /** No provider looks back longer. */
  private static final long LONGEST_WINDOW = Duration.ofDays(1).toNanos();

  private List<Limit> limits = List.of();
  private List<SlidingWindow> windows = List.of();

  /** Sent by an owner before, until the limits are known. */
  private final List<Sent> before = new ArrayList<>();

  private @Nullable Long pausedUntil;

  /** What takes of such a unit. */
  private Map<LimitUnit, Long> unitsPausedUntil = Map.of();

  /** Works with these limits from now on, and keeps what was counted. */
  void adopt(List<Limit> wanted, long now) {
    if (!wanted.equals(limits)) {
      windows = wanted.stream().map(this::windowFor).toList();
      limits = List.copyOf(wanted);
    }
    before.forEach(sent -> count(sent, now));
    before.clear();
  }

  private SlidingWindow windowFor(Limit limit) {
    for (SlidingWindow window : windows) {
      if (window.counts(limit)) {
        window.adopt(limit);
        return window;
      }
    }
    return new SlidingWindow(limit);
  }

  Duration tryTake(Cost cost, Priority priority, long now) {
    long wait = paused(cost, now);
    for (SlidingWindow window : windows) {
      wait = Math.max(wait, window.waitNanos(cost.of(window.limit().unit()), priority, now));
    }
    if (wait == 0) {
      windows.forEach(window -> window.take(cost.of(window.limit().unit()), priority, now));
    }
    return Duration.ofNanos(wait);
  }

  /** A shorter pause does not end a longer one. */
  void pause(@Nullable LimitUnit only, Duration time, long now) {
    long until = now + time.toNanos();
    if (only == null) {
      pausedUntil = Math.max(until, now + left(pausedUntil, now));
    } else {
      Map<LimitUnit, Long> all = new EnumMap<>(LimitUnit.class);
      all.putAll(unitsPausedUntil);
      all.merge(only, until, Math::max);
      unitsPausedUntil = all;
    }
  }

  private long paused(Cost cost, long now) {
    long wait = left(pausedUntil, now);
    for (Map.Entry<LimitUnit, Long> unit : unitsPausedUntil.entrySet()) {
      if (cost.of(unit.getKey()) > 0) {
        wait = Math.max(wait, left(unit.getValue(), now));
      }
    }
    return wait;
  }

  private static long left(@Nullable Long until, long now) {
    return until == null ? 0 : Math.max(0, until - now);
  }

  void ended(Cost cost, long now) {
    for (SlidingWindow window : windows) {
      long amount = cost.of(window.limit().unit());
      if (amount > 0) {
        window.end(amount, now);
      }
    }
  }

  void restore(Cost cost, long then) {
    before.add(new Sent(cost, then));
  }

  private void count(Sent sent, long now) {
    for (SlidingWindow window : windows) {
      long amount = sent.cost.of(window.limit().unit());
      if (amount > 0 && now - sent.at < window.limit().window().toNanos()) {
        window.count(amount, sent.at);
      }
    }
  }

  boolean idle(long now) {
    return left(pausedUntil, now) == 0
        && unitsPausedUntil.values().stream().allMatch(until -> left(until, now) == 0)
        && windows.stream().allMatch(window -> window.empty(now))
        && before.stream().allMatch(sent -> now - sent.at > LONGEST_WINDOW);
  }

  private record Sent(Cost cost, long at) {}
}
