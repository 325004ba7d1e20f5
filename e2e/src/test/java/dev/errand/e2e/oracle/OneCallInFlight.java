package dev.errand.e2e.oracle;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Promise 3: one call at a time for each user and provider.
 *
 * <p>A call whose caller was killed, cut off or out of patience goes on at the provider without
 * anybody behind it, and the next owner may look meanwhile. So one is forgiven, whenever it is, if
 * the provider itself saw the connection of one of the two end before the call did; of two that
 * have an effect only if that of the first was complete by then, and it is but its answer that is
 * late. A caller that is only paused keeps its connection: its call has to end before the next one
 * comes.
 */
public record OneCallInFlight(Evidence evidence) implements Oracle {

  @Override
  public Stream<String> violations() {
    Map<String, List<LedgerCall>> open = new HashMap<>();
    return evidence.calls().stream()
        .filter(call -> call.lane() != null)
        .sorted(Comparator.comparingLong(LedgerCall::arrivedNanos))
        .flatMap(
            call ->
                meeting(
                    call, open.computeIfAbsent(String.valueOf(call.lane()), _ -> new ArrayList<>()))
                    .stream());
  }

  private static List<String> meeting(LedgerCall call, List<LedgerCall> open) {
    open.removeIf(before -> !before.overlaps(call));
    List<String> met = new ArrayList<>();
    for (LedgerCall before : open) {
      if (before.effectKind() != null && call.effectKind() != null && !before.isLateAnswer(call)) {
        met.add("%s was made during %s, both with effect".formatted(call, before));
      } else if (!before.abandoned() && !call.abandoned()) {
        met.add("%s was made during %s".formatted(call, before));
      }
    }
    open.add(call);
    return met;
  }
}
