package dev.errand.runtime.kafka;

import dev.errand.pipeline.journal.Usage;
import dev.errand.schemas.UserId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The users who moved into one partition of ours when their topic grew: who waits, up to which
 * offset nothing of them is left elsewhere, and what they sent from there. Thread-safe; {@link
 * #line} belongs to {@link Growth}'s own thread.
 */
final class Newcomers {

  private final Set<UserId> waiting = ConcurrentHashMap.newKeySet();
  private final Map<UserId, Long> clearBefore = new ConcurrentHashMap<>();
  private final Map<UserId, List<Usage>> sent = new ConcurrentHashMap<>();
  private final Set<UserId> known = ConcurrentHashMap.newKeySet();
  private volatile long takenIn;
  @Nullable Line line;

  Newcomers(long takenIn) {
    this.takenIn = takenIn;
  }

  /**
   * What has to be waited for.
   *
   * @param users those who waited when it was drawn
   * @param before records of ours below this were there when it was drawn
   * @param ends what the partitions these users came from had to be read to, then
   */
  record Line(Set<UserId> users, long before, Map<Integer, Long> ends) {}

  void takenIn(long nextOffset) {
    takenIn = nextOffset;
  }

  long takenIn() {
    return takenIn;
  }

  /**
   * Whether it has to wait; then it is looked after.
   *
   * @param earlier whether commands of the user may be left elsewhere
   */
  boolean holds(UserId user, long offset, boolean earlier) {
    if (known.contains(user) && (!earlier || offset < clearBefore.getOrDefault(user, 0L))) {
      return false;
    }
    waiting.add(user);
    return true;
  }

  Set<UserId> waiting() {
    return Set.copyOf(waiting);
  }

  boolean knows(UserId user) {
    return known.contains(user);
  }

  /** What a user sent from elsewhere, to be counted once. */
  void learn(UserId user, List<Usage> usage) {
    sent.put(user, usage);
    known.add(user);
  }

  List<Usage> takeSent(UserId user) {
    List<Usage> usage = sent.remove(user);
    return usage == null ? List.of() : usage;
  }

  /** It does not wait any more. */
  void letGo(UserId user) {
    waiting.remove(user);
  }

  /** Nothing is left elsewhere of anybody. */
  void settled() {
    clearBefore.clear();
  }

  void clear(UserId user, long before) {
    clearBefore.put(user, before);
    waiting.remove(user);
  }
}
