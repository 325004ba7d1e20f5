package dev.errand.pipeline.engine;

import dev.errand.pipeline.journal.Queued;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The commands behind a head that waits: which of them wait less long than one before them, and so
 * end before their turn comes, or do not wait at all. The others need no attention and are not
 * kept. Times are those of {@link System#nanoTime}. Guarded by its lane.
 */
final class Behind {

  /** Some 100 bytes each, and only of people who are needed or whose commands have deadlines. */
  private static final int MOST = 1_000;

  private static final long NOBODY = Long.MAX_VALUE;

  private final @Nullable Instant needed;
  private final ToLongFunction<Queued> ends;
  private final Predicate<Queued> atOnce;
  private final TreeSet<End> sooner = new TreeSet<>();
  private long latest;
  private long unknownFrom;
  private long front;
  private long forgottenFrom = NOBODY;

  /**
   * Nothing is known yet of those behind the head.
   *
   * @param needed since when the person is, if the head waits for them
   * @param latest when the head waits no longer
   * @param ends when one waits no longer
   * @param atOnce who does not wait for the head at all
   */
  Behind(
      @Nullable Instant needed,
      Queued head,
      long latest,
      ToLongFunction<Queued> ends,
      Predicate<Queued> atOnce) {
    this.needed = needed;
    this.ends = ends;
    this.atOnce = atOnce;
    this.latest = latest;
    this.unknownFrom = head.offset() + 1;
  }

  private record End(long at, long offset) implements Comparable<End> {
    @Override
    public int compareTo(End other) {
      int byTime = Long.compare(at, other.at);
      return byTime == 0 ? Long.compare(offset, other.offset) : byTime;
    }
  }

  /** Since when the person is needed, if the head waits for them. */
  @Nullable Instant needed() {
    return needed;
  }

  /** Whether they stand behind such a head. */
  boolean isOf(Head head) {
    return needed == null ? !head.waitsForPerson() : head.waitsForPerson(needed);
  }

  /** From this offset on it is not known who waits. */
  long unknownFrom() {
    return unknownFrom;
  }

  boolean isKnownTo(long offset) {
    return unknownFrom >= offset;
  }

  /** All before this offset was told by {@link #waits}. */
  void known(long offset) {
    unknownFrom = Math.max(unknownFrom, offset);
  }

  /** There may be one at this offset of which nothing is known. */
  void unknown(long offset) {
    unknownFrom = Math.min(unknownFrom, offset);
  }

  /**
   * One that stands behind the head. A replay may have begun: then its own turn decides how it
   * ends.
   */
  void waits(Queued queued) {
    long end = ends.applyAsLong(queued);
    if (atOnce.test(queued)) {
      endsAt(end, queued);
    } else if (end - latest >= 0) {
      latest = end;
    } else if (queued.steps().isEmpty()) {
      endsAt(end, queued);
    }
  }

  private void endsAt(long end, Queued queued) {
    if (sooner.add(new End(end, queued.offset()))) {
      keepFew();
    }
  }

  /** The head is at this offset: what is before it is over. */
  void headIsAt(long offset) {
    front = offset;
  }

  private void keepFew() {
    if (sooner.size() > MOST) {
      sooner.removeIf(end -> end.offset() <= front);
    }
    if (sooner.size() > MOST) {
      forgottenFrom = Math.min(forgottenFrom, sooner.removeLast().offset());
    }
  }

  /** Until the first of them has waited as long as it wants, but not more than that. */
  long nanosToNext(long now, long most) {
    return sooner.isEmpty() ? most : Math.min(most, sooner.getFirst().at() - now);
  }

  /** The offsets of the first ones that have waited as long as they want, told this once. */
  List<Long> over(long now, int most) {
    sooner.removeIf(end -> end.offset() <= front);
    List<End> over = sooner.stream().takeWhile(end -> end.at() - now <= 0).limit(most).toList();
    over.forEach(sooner::remove);
    if (sooner.isEmpty()) {
      unknown(forgottenFrom);
      forgottenFrom = NOBODY;
    }
    return over.stream().map(End::offset).sorted().toList();
  }
}
