package dev.errand.e2e.oracle;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One call in the ledger of the sandbox, as {@code GET /admin/ledger} tells it. */
public record LedgerCall(
    long sequence,
    Instant arrivedAt,
    long arrivedNanos,
    long committedNanos,
    long finishedNanos,
    long abandonedNanos,
    @Nullable String person,
    String area,
    String method,
    String route,
    String path,
    int inFlight,
    int status,
    @Nullable String fault,
    @Nullable String effectKind,
    @Nullable String effectId,
    @Nullable String errandCommand) {

  /** Whose data it was about, through which provider; absent for calls without a person. */
  @Nullable String lane() {
    return person == null || area.equals("oauth") ? null : person + " at " + area;
  }

  boolean overlaps(LedgerCall later) {
    return finishedNanos == 0 || later.arrivedNanos < finishedNanos;
  }

  /** Whether its caller was gone before it had ended. */
  boolean abandoned() {
    return abandonedNanos != 0;
  }

  /** Whether all it did was done when a later call came, and nobody waited for its answer. */
  boolean isLateAnswer(LedgerCall later) {
    return abandoned() && committedNanos < later.arrivedNanos;
  }

  /** Whether its caller was not told plainly what became of it. */
  boolean inDoubt() {
    return fault != null || status == 0 || abandoned();
  }

  @Override
  public String toString() {
    return "call %d, %s %s for %s".formatted(sequence, method, route, person);
  }
}
