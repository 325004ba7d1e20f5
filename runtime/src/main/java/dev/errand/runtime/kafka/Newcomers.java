package dev.errand.runtime.kafka;

import dev.errand.schemas.UserId;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The users who moved into one partition of ours when their topic grew: who waits, and up to which
 * offset nothing of them is left elsewhere. Thread-safe; {@link #line} belongs to {@link Growth}'s
 * own thread.
 */
final class Newcomers {

  private final Set<UserId> waiting = ConcurrentHashMap.newKeySet();
  private final Map<UserId, Long> clearBefore = new ConcurrentHashMap<>();
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

  /** Whether it has to wait; then it is looked after. */
  boolean holds(UserId user, long offset) {
    if (offset < clearBefore.getOrDefault(user, 0L)) {
      return false;
    }
    waiting.add(user);
    return true;
  }

  Set<UserId> waiting() {
    return Set.copyOf(waiting);
  }

  void clear(UserId user, long before) {
    clearBefore.put(user, before);
    waiting.remove(user);
  }
}
