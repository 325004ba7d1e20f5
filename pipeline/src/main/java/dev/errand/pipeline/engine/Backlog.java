package dev.errand.pipeline.engine;

import dev.errand.pipeline.journal.Queued;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One order of a lane: its head, a small window of what follows, and the knowledge whether there is
 * more in the journal. Guarded by its lane.
 */
final class Backlog {

  private final int window;
  private @Nullable Deque<Queued> near;
  private @Nullable Head head;
  private boolean more;
  private boolean arrivedDuringRefill;
  private long lastSeen = -1;
  private long notBefore;
  private boolean waits;
  private @Nullable Behind behind;

  Backlog(int window) {
    this.window = window;
  }

  /** A new command at the end. Beyond the window it is only remembered that there is more. */
  void arrived(Queued queued) {
    if (more || (near != null && near.size() >= window)) {
      more = true;
      arrivedDuringRefill = true;
    } else {
      near().addLast(queued);
      lastSeen = queued.offset();
    }
  }

  /** There are commands in the journal that were never seen here. */
  void unseen() {
    more = true;
    arrivedDuringRefill = true;
  }

  void restoreHead(Head restored) {
    head = restored;
    lastSeen = restored.offset();
    more = true;
  }

  @Nullable Head head() {
    return head;
  }

  /** Moves the next command to the front, if the front is free and the next one is near. */
  @Nullable Queued takeNear() {
    Queued next = near == null ? null : near.pollFirst();
    if (near != null && near.isEmpty()) {
      near = null;
    }
    return next;
  }

  /** Made when needed: most lanes have a head and nothing behind it. */
  private Deque<Queued> near() {
    if (near == null) {
      near = new ArrayDeque<>(2);
    }
    return near;
  }

  void front(Head next) {
    head = next;
    waits = false;
  }

  void headOver() {
    head = null;
    waits = false;
  }

  void hold(long until) {
    waits = true;
    notBefore = until;
  }

  void release() {
    waits = false;
  }

  /** Nanoseconds until the head may run; zero or less if now. */
  long waitNanos(long now) {
    return waits ? notBefore - now : 0;
  }

  /** Those behind a head that waits; kept from the first that did, for as long as one does so. */
  @Nullable Behind behind() {
    return behind;
  }

  void behind(Behind those) {
    behind = those;
  }

  /** One behind the head is over, and will not be brought any more. */
  void endedBehind(long offset) {
    if (near != null && near.removeIf(queued -> queued.offset() == offset) && near.isEmpty()) {
      near = null;
    }
  }

  /** All that stands behind the head, if it is here. */
  Optional<List<Queued>> allBehind() {
    if (more) {
      return Optional.empty();
    }
    return Optional.of(near == null ? List.of() : List.copyOf(near));
  }

  /** Whether there is, or may be, anything behind the head. */
  boolean hasMore() {
    return near != null || more;
  }

  boolean needsRefill() {
    return head == null && near == null && more;
  }

  long beginRefill() {
    arrivedDuringRefill = false;
    return lastSeen;
  }

  /** What the journal has behind {@link #beginRefill}, and whether there is more. */
  void refilled(List<Queued> rows, boolean evenMore) {
    if (!rows.isEmpty()) {
      near().addAll(rows);
      lastSeen = rows.getLast().offset();
    }
    more = evenMore || arrivedDuringRefill;
  }

  boolean empty() {
    return head == null && near == null && !more;
  }
}
