package dev.errand.connections;

import dev.errand.schemas.Provider;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Permits in memory; pass the same contract test as the real ones. */
final class InMemoryPermits implements RefreshPermits {

  private static final Duration LENGTH = Duration.ofSeconds(31);
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final LongSupplier nanos;
  private final Map<String, Long> freeAt = new HashMap<>();

  InMemoryPermits(LongSupplier nanos) {
    this.nanos = nanos;
  }

  @Override
  public synchronized Optional<Permit> take(Provider provider, int perSecond) {
    long now = nanos.getAsLong();
    int first = 1;
    for (int number = 2; number <= perSecond; number++) {
      if (freeAt(provider, number, now) < freeAt(provider, first, now)) {
        first = number;
      }
    }
    long free = freeAt(provider, first, now);
    if (free - now > SECOND.toNanos()) {
      return Optional.empty();
    }
    long end = now + LENGTH.toNanos();
    freeAt.put(provider + " " + first, end);
    Duration after = Duration.ofNanos(Math.max(0, free - now));
    return Optional.of(new Permit(provider, first, Long.toString(end), after));
  }

  private long freeAt(Provider provider, int number, long now) {
    return freeAt.getOrDefault(provider + " " + number, now);
  }

  @Override
  public synchronized void giveBack(Permit permit) {
    freeAt.replace(
        permit.provider() + " " + permit.number(),
        Long.parseLong(permit.mark()),
        nanos.getAsLong() + SECOND.toNanos());
  }
}
