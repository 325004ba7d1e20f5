package dev.errand.sandbox.limit;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

final class FixedWindows implements Meter {

  private final Supplier<Limit> limit;
  private final LongSupplier nanos;
  private final Map<String, Window> windows = new ConcurrentHashMap<>();

  FixedWindows(Supplier<Limit> limit, LongSupplier nanos) {
    this.limit = limit;
    this.nanos = nanos;
  }

  @Override
  public Optional<Duration> take(String key, long units) {
    Limit now = limit.get();
    if (now.amount() == 0) {
      return Optional.empty();
    }
    return windows.computeIfAbsent(key, any -> new Window()).take(units, now, nanos.getAsLong());
  }

  private static final class Window {
    private boolean open;
    private long start;
    private long taken;

    synchronized Optional<Duration> take(long units, Limit limit, long now) {
      if (!open || now - start >= limit.window().toNanos()) {
        open = true;
        start = now;
        taken = 0;
      }
      if (taken + units > limit.amount()) {
        return Optional.of(limit.told(Duration.ofNanos(start + limit.window().toNanos() - now)));
      }
      taken += units;
      return Optional.empty();
    }
  }
}
