package dev.errand.e2e.chaos;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Whether a worker may have ended by itself: only one that had not come up yet, and whose database
 * or link to it was broken since it was started. Any other end is a bug of its own. Times are of
 * one monotonic clock. Not thread-safe.
 */
final class Starts {

  private final Map<String, Long> started = new HashMap<>();
  private final Map<String, Long> broken = new HashMap<>();
  private final Set<String> served = new HashSet<>();

  void started(String worker, long at) {
    started.put(worker, at);
    served.remove(worker);
  }

  /** It is up: from now on it has to stay. */
  void served(String worker) {
    served.add(worker);
  }

  /** Something is broken at that time. */
  void broken(String target, long at) {
    broken.merge(target, at, Math::max);
  }

  boolean mayHaveEnded(String worker) {
    return !served.contains(worker)
        && started.containsKey(worker)
        && (brokenSince("database", worker) || brokenSince(link(worker), worker));
  }

  private boolean brokenSince(String target, String worker) {
    return broken.getOrDefault(target, Long.MIN_VALUE)
        >= started.getOrDefault(worker, Long.MAX_VALUE);
  }

  /** Both workers of a kind share it. */
  private static String link(String worker) {
    return worker.replaceFirst("-2$", "") + " to PostgreSQL";
  }
}
