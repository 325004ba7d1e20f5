package dev.errand.e2e.oracle;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Promise 3: one call at a time for each user and provider.
 *
 * <p>A call whose caller was killed, paused or cut off goes on at the provider without anybody
 * behind it, and the next owner may look meanwhile. So behind a disturbance two calls may meet, but
 * never two that have an effect.
 *
 * @param disturbances when processes or links were disturbed, if they were
 */
public record OneCallInFlight(Evidence evidence, List<Instant> disturbances) implements Oracle {

  /** A call's own time limit and the time of a takeover. */
  private static final Duration FELT = Duration.ofSeconds(60);

  @Override
  public Stream<String> violations() {
    Map<String, LedgerCall> open = new HashMap<>();
    Map<String, LedgerCall> openEffect = new HashMap<>();
    return evidence.calls().stream()
        .sorted(Comparator.comparingLong(LedgerCall::arrivedNanos))
        .flatMap(call -> meeting(call, open, openEffect));
  }

  private Stream<String> meeting(
      LedgerCall call, Map<String, LedgerCall> open, Map<String, LedgerCall> openEffect) {
    String lane = call.lane();
    if (lane == null) {
      return Stream.empty();
    }
    @Nullable LedgerCall before = open.put(lane, call);
    @Nullable LedgerCall effectBefore = openEffect.get(lane);
    if (call.effectKind() != null) {
      openEffect.put(lane, call);
      if (effectBefore != null && effectBefore.overlaps(call)) {
        return Stream.of("%s was made during %s, both with effect".formatted(call, effectBefore));
      }
    }
    return before != null && before.overlaps(call) && !disturbed(call)
        ? Stream.of("%s was made during %s".formatted(call, before))
        : Stream.empty();
  }

  private boolean disturbed(LedgerCall call) {
    return disturbances.stream()
        .anyMatch(at -> !call.arrivedAt().isBefore(at) && call.arrivedAt().isBefore(at.plus(FELT)));
  }
}
