package dev.errand.sandbox.ledger;

import dev.errand.sandbox.http.Area;
import dev.errand.sandbox.ledger.Entry.Arrival;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/**
 * Append-only list of calls; keeps the newest ones. Safe for all threads.
 *
 * <p>A call is listed from its arrival on, so a reader who pages with {@link #since} sees running
 * ones too; those answer {@link Call#finished} with false.
 */
public final class Ledger {

  private final int keep;
  private final Deque<Entry> entries = new ArrayDeque<>();
  private long last;

  public Ledger(int keep) {
    this.keep = keep;
  }

  /**
   * As many calls as are wanted, fewer in a small heap: a call takes about 600 bytes with its
   * strings, and the ledger at most a third of the heap.
   */
  public static int affordable(int wanted) {
    return (int) Math.min(wanted, Runtime.getRuntime().maxMemory() / 3 / 600);
  }

  public synchronized Entry arrived(
      Instant at, long nanos, Area area, Arrival arrival, byte[] body) {
    Entry entry = new Entry(++last, at, nanos, area, arrival, body);
    entries.addLast(entry);
    if (entries.size() > keep) {
      entries.removeFirst();
    }
    return entry;
  }

  public List<Call> calls() {
    return since(0, call -> true, Integer.MAX_VALUE);
  }

  public List<Call> calls(Predicate<Call> wanted) {
    return since(0, wanted, Integer.MAX_VALUE);
  }

  /** The first calls after a sequence number that are wanted, in order of arrival. */
  public List<Call> since(long sequence, Predicate<Call> wanted, int limit) {
    List<Call> found = new ArrayList<>();
    for (Entry entry : entriesAfter(sequence)) {
      Call call = entry.call();
      if (wanted.test(call)) {
        found.add(call);
        if (found.size() == limit) {
          break;
        }
      }
    }
    return found;
  }

  private synchronized List<Entry> entriesAfter(long sequence) {
    long first = last - entries.size();
    return entries.stream().skip(Math.max(0, sequence - first)).toList();
  }

  /** The sequence number of the newest call; 0 before the first. */
  public synchronized long last() {
    return last;
  }

  /** Forgets all calls; the sequence goes on. */
  public synchronized void reset() {
    entries.clear();
  }
}
