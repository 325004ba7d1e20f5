package dev.errand.pipeline.limits;

import dev.errand.pipeline.Cost;
import dev.errand.pipeline.Limit;
import dev.errand.schemas.Priority;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
    long wait = paused(now);
    for (SlidingWindow window : windows) {
      wait = Math.max(wait, window.waitNanos(cost.of(window.limit().unit()), priority, now));
    }
    if (wait == 0) {
      windows.forEach(window -> window.take(cost.of(window.limit().unit()), priority, now));
    }
    return Duration.ofNanos(wait);
  }

  void pause(Duration time, long now) {
    if (time.toNanos() > paused(now)) {
      pausedUntil = now + time.toNanos();
    }
  }

  private long paused(long now) {
    return pausedUntil == null ? 0 : Math.max(0, pausedUntil - now);
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
    return paused(now) == 0
        && windows.stream().allMatch(window -> window.empty(now))
        && before.stream().allMatch(sent -> now - sent.at > LONGEST_WINDOW);
  }

  private record Sent(Cost cost, long at) {}
}
