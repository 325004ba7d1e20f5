package dev.errand.pipeline.engine;

import dev.errand.pipeline.journal.Loaded;
import dev.errand.pipeline.journal.Partition;
import dev.errand.pipeline.journal.Queued;
import dev.errand.pipeline.journal.Usage;
import dev.errand.pipeline.limits.Limiters;
import dev.errand.schemas.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes what was sent for a user by other owners, and from other partitions, precede what is sent
 * now: in order, and in the limits. Where it is not clear whether a call was counted already it is
 * counted twice: then the user waits somewhat longer, and no limit is broken. Thread-safe.
 */
final class OtherPartitions {

  private final Elsewhere elsewhere;
  private final Limiters limiters;
  private final JournalClock clock;

  OtherPartitions(Elsewhere elsewhere, Limiters limiters, JournalClock clock) {
    this.elsewhere = elsewhere;
    this.limiters = limiters;
    this.clock = clock;
  }

  /** Whether others go before this head; if not, what they have taken is counted. */
  boolean goFirst(Head head) {
    Partition partition = head.fence.partition();
    UserId user = head.command().user();
    if (elsewhere.hasEarlier(partition, user, head.offset())) {
      return true;
    }
    restore(elsewhere.takeUsage(partition, user), clock.now());
    return false;
  }

  /**
   * The journal knows what was sent for the users of a partition, also by an owner before; nobody
   * else does.
   *
   * @param unrecorded how many calls each head may have made that nobody wrote down, or still makes
   *     until it is told that it has another owner
   */
  void restore(Partition partition, Loaded loaded, int unrecorded) {
    Set<UserId> users = new HashSet<>();
    loaded.usage().forEach(usage -> users.add(usage.user()));
    loaded.heads().forEach(head -> users.add(head.command().user()));
    users.removeIf(user -> elsewhere.countedHere(partition, user));
    users.forEach(limiters::forget);
    restore(loaded.usage(), loaded.at());
    Duration age = unrecorded == 0 ? Duration.ZERO : StillOurs.BELIEVED.negated();
    for (Queued head : loaded.heads()) {
      limiters.restore(head.command().user(), loaded.spent(head, unrecorded), age);
    }
  }

  private void restore(List<Usage> sent, Instant now) {
    for (Usage usage : sent) {
      Duration age = Duration.between(usage.at(), now);
      limiters.restore(usage.user(), usage.cost(), age.isNegative() ? Duration.ZERO : age);
    }
  }
}
