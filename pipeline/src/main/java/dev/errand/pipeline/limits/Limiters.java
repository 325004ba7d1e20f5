package dev.errand.pipeline.limits;

import dev.errand.pipeline.Cost;
import dev.errand.pipeline.Limit;
import dev.errand.pipeline.LimitUnit;
import dev.errand.schemas.Priority;
import dev.errand.schemas.UserId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The limits of the users this instance works for.
 *
 * <ol>
 *   <li>What is sent for a user never exceeds a limit in any window ({@link SlidingWindow}).
 *   <li>Bulk never takes the part that is reserved for interactive commands.
 *   <li>Nobody waits in here: {@link #tryTake} answers at once, with the time to come back after.
 * </ol>
 *
 * <p>A user belongs to one instance, so nothing needs to be agreed on with others; what an owner
 * before sent is told by the journal. Thread-safe.
 */
public final class Limiters {

  private final LongSupplier nanos;
  private final ConcurrentHashMap<UserId, Limiter> limiters = new ConcurrentHashMap<>();

  /**
   * Limits for nobody yet.
   *
   * @param nanos a monotonic clock
   */
  public Limiters(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /**
   * Takes a permit if there is room now. Who got one calls {@link #ended} when the call is over.
   *
   * @return zero if it was taken, else how long to wait before asking again
   */
  public Duration tryTake(UserId user, List<Limit> limits, Cost cost, Priority priority) {
    Duration[] wait = {Duration.ZERO};
    limiters.compute(
        user,
        (id, known) -> {
          Limiter limiter = known == null ? new Limiter() : known;
          limiter.adopt(limits, nanos.getAsLong());
          wait[0] = limiter.tryTake(cost, priority, nanos.getAsLong());
          return limiter;
        });
    return wait[0];
  }

  /** The call that took this is over, whatever came of it. */
  public void ended(UserId user, Cost cost) {
    limiters.computeIfPresent(
        user,
        (id, limiter) -> {
          limiter.ended(cost, nanos.getAsLong());
          return limiter;
        });
  }

  /**
   * The provider asked to be left alone for the user's sake: nothing is sent before then.
   *
   * @param only nothing that takes of this; absent: nothing at all
   */
  public void pause(UserId user, @Nullable LimitUnit only, Duration time) {
    limiters.compute(
        user,
        (id, known) -> {
          Limiter limiter = known == null ? new Limiter() : known;
          limiter.pause(only, time, nanos.getAsLong());
          return limiter;
        });
  }

  /**
   * What an owner before sent for the user, that long ago. Oldest first.
   *
   * @param age negative: it may be sent until so long from now
   */
  public void restore(UserId user, Cost cost, Duration age) {
    limiters.compute(
        user,
        (id, known) -> {
          Limiter limiter = known == null ? new Limiter() : known;
          limiter.restore(cost, nanos.getAsLong() - age.toNanos());
          return limiter;
        });
  }

  /** What is known of the user is out of date: {@link #restore} tells what counts instead. */
  public void forget(UserId user) {
    limiters.remove(user);
  }

  /** Forgets users whose windows are empty. */
  public void forgetIdle() {
    limiters
        .keySet()
        .forEach(
            user ->
                limiters.computeIfPresent(
                    user, (id, limiter) -> limiter.idle(nanos.getAsLong()) ? null : limiter));
  }
}
