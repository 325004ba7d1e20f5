package dev.errand.sandbox.graph.mailbox;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What came, changed and went in one folder, each message with its last change only. It keeps the
 * newest; who asks about older times is told to begin anew.
 */
final class Changes {

  private static final int KEPT = 20_000;

  /**
   * A change.
   *
   * @param id as it was then: a message that went has another one now
   * @param came the version at which it came into the folder
   */
  record Change(Message message, String id, long came, boolean gone) {}

  private final NavigableMap<Long, Change> byVersion = new TreeMap<>();
  private final Map<Message, Long> present = new HashMap<>();
  private final Map<Message, Long> came = new HashMap<>();
  private long forgotten;

  void came(Message message, long version) {
    came.put(message, version);
    put(message, version, false);
  }

  void changed(Message message, long version) {
    put(message, version, false);
  }

  void went(Message message, long version) {
    put(message, version, true);
    present.remove(message);
    came.remove(message);
  }

  private void put(Message message, long version, boolean gone) {
    Long before = present.put(message, version);
    if (before != null) {
      byVersion.remove(before);
    }
    byVersion.put(version, new Change(message, message.id(), came.getOrDefault(message, 0L), gone));
    if (byVersion.size() > KEPT) {
      forgotten = byVersion.pollFirstEntry().getKey();
    }
  }

  /** Whether everything after a version is still known. */
  boolean reachBackTo(long version) {
    return version >= forgotten;
  }

  /** By version, in their order. */
  NavigableMap<Long, Change> after(long version) {
    return byVersion.tailMap(version, false);
  }
}
