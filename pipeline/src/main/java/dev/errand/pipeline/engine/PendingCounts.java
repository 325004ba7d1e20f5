package dev.errand.pipeline.engine;

import dev.errand.pipeline.engine.EngineSettings.Marks;
import dev.errand.pipeline.journal.Loaded;
import dev.errand.pipeline.journal.Queued;
import dev.errand.schemas.UserId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many commands of one partition were taken in and have not ended, in all and of each user.
 * Before the heads are loaded nobody knows what was there, and nothing is over a mark. Thread-safe.
 */
final class PendingCounts {

  private static final Logger log = LoggerFactory.getLogger(PendingCounts.class);
  private static final long NOT_YET = -1;

  private final Marks marks;
  private final Map<UserId, Long> users = new HashMap<>();
  private final ArrayList<Uncounted> uncounted = new ArrayList<>();
  private long from = NOT_YET;
  private long all;
  private int crowded;
  private boolean full;

  /** Without the command: many may come in while the heads are being loaded. */
  private record Uncounted(UserId user, long offset) {}

  PendingCounts(Marks marks) {
    this.marks = marks;
  }

  /** Starts to count, from what the journal had when it was loaded. */
  synchronized void start(Loaded loaded) {
    loaded.waiting().forEach(this::add);
    from = loaded.nextOffset();
    uncounted.forEach(each -> queued(each.user(), each.offset()));
    uncounted.clear();
    uncounted.trimToSize();
  }

  synchronized void queued(List<Queued> rows) {
    rows.forEach(row -> queued(row.command().user(), row.offset()));
  }

  private void queued(UserId user, long offset) {
    if (from == NOT_YET) {
      uncounted.add(new Uncounted(user, offset));
    } else if (offset >= from) {
      add(user, 1);
    }
  }

  private void add(UserId user, long more) {
    long before = of(user);
    users.put(user, before + more);
    all += more;
    if (before < marks.userSoft() && before + more >= marks.userSoft()) {
      crowded++;
      log.atWarn()
          .addKeyValue("userId", user)
          .addKeyValue("pending", before + more)
          .log("A user has very many commands waiting; nobody else waits for them");
    }
  }

  synchronized void ended(UserId user) {
    if (from == NOT_YET || of(user) == 0) {
      return; // as far as answers were not lost
    }
    long left = of(user) - 1;
    all--;
    if (left + 1 == marks.userSoft()) {
      crowded--;
    }
    if (left == 0) {
      users.remove(user);
    } else {
      users.put(user, left);
    }
  }

  private long of(UserId user) {
    return users.getOrDefault(user, 0L);
  }

  /** Whether so many more of this user are too many. */
  synchronized boolean tooMany(UserId user, long more) {
    return of(user) + more > marks.userHard();
  }

  synchronized long all() {
    return all;
  }

  /** Users over the soft mark. */
  synchronized int crowded() {
    return crowded;
  }

  /** Whether no more should be read: from the hard mark on, until a tenth of it is done. */
  synchronized boolean full() {
    full = full ? all > marks.partitionHard() / 10 * 9 : all >= marks.partitionHard();
    return full;
  }
}
