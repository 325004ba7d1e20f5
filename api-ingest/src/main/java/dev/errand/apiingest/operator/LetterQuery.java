package dev.errand.apiingest.operator;

import dev.errand.runtime.postgres.DeadLetters.Selection;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Status;
import dev.errand.schemas.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Which dead letters, as an address says it. */
record LetterQuery(
    @Nullable UserId user,
    @Nullable ProblemCode code,
    @Nullable Status status,
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable Boolean replayed,
    @Nullable Long after,
    @Nullable Limit limit) {

  Selection selection() {
    return selection(Boolean.TRUE.equals(replayed));
  }

  /** Those that can be replayed. */
  Selection open() {
    return selection(false);
  }

  private Selection selection(boolean alsoReplayed) {
    Times.requireOrder(from, to);
    return new Selection(user, code, status, from, to, alsoReplayed);
  }

  /**
   * Whether it names whose they are, or what happened to them and when: never just all there are.
   */
  boolean isNarrow() {
    return user != null || (code != null && from != null && to != null);
  }

  long behind() {
    return after == null ? 0 : after;
  }

  int most() {
    return Limit.orUsual(limit);
  }
}
