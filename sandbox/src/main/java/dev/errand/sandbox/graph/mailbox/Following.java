package dev.errand.sandbox.graph.mailbox;

import dev.errand.sandbox.graph.mailbox.Changes.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads a folder, and then what changes in it. First everything, newest first; then every message
 * that came, changed or went since. What happens while somebody reads comes with the next round, so
 * a change may be told twice and none is left out.
 *
 * @param replays whether each round tells the last change of the one before again
 * @param generation of the sync state; another one has forgotten
 * @param mostSince how many messages the first round since a date tells, the newest of them
 */
public record Following(
    Store store, Folder folder, int generation, boolean replays, int mostSince) {

  /**
   * How far a follower is.
   *
   * @param version where the next page begins
   * @param told everything up to it has been told: what comes again is a replay
   * @param cursor the last message told of the first round; null: that round is over
   */
  public record Position(long version, long told, @Nullable Cursor cursor) {

    /** Before the newest message. */
    static final Cursor NEWEST = new Cursor("", 0);
  }

  /** A place between two messages of a folder. */
  public record Cursor(String received, long number) {

    boolean isBefore(Message message) {
      if (received.isEmpty()) {
        return true;
      }
      int byTime = message.receivedDateTime().compareTo(received);
      return byTime < 0 || (byTime == 0 && message.number() < number);
    }
  }

  /**
   * One entry.
   *
   * @param id as the follower knows it; for one that went the only thing there is
   */
  public record Entry(Message message, String id, boolean gone) {}

  /** A page, and where the next begins. */
  public record Page(List<Entry> entries, Position next, boolean more) {}

  /** The beginning of the first round. */
  public Position beginning() {
    return new Position(store.version(), store.version(), Position.NEWEST);
  }

  /**
   * Of which messages it is told.
   *
   * @param bySince whether only of those since a date
   */
  public record Wanted(Predicate<Message> filter, boolean bySince, ChangeType kinds) {}

  /**
   * The next page.
   *
   * @param wanted which kinds of change
   * @param immutableIds in which form ids are told
   * @throws dev.errand.sandbox.graph.odata.ODataError 410 if it is too long ago
   */
  public Page page(
      Position from, int size, int generationThen, Wanted wanted, boolean immutableIds) {
    if (generationThen != generation || !folder.changes().reachBackTo(from.version())) {
      throw MailErrors.syncStateNotFound();
    }
    return from.cursor() == null
        ? changes(from, size, wanted, immutableIds)
        : snapshot(from, from.cursor(), size, wanted, immutableIds);
  }

  private Page snapshot(
      Position from, Cursor cursor, int size, Wanted wanted, boolean immutableIds) {
    List<Message> rest =
        folder.messages().stream()
            .filter(wanted.filter())
            .filter(_ -> wanted.kinds().includesOld())
            .limit(wanted.bySince() ? mostSince : Long.MAX_VALUE)
            .filter(cursor::isBefore)
            .limit(size + 1L)
            .toList();
    List<Message> told = rest.subList(0, Math.min(size, rest.size()));
    boolean more = rest.size() > size;
    Position next =
        more
            ? new Position(
                from.version(),
                from.told(),
                new Cursor(told.getLast().receivedDateTime(), told.getLast().number()))
            : new Position(from.version(), from.told(), null);
    return new Page(
        told.stream()
            .map(message -> new Entry(message, id(message, message.id(), immutableIds), false))
            .toList(),
        next,
        more);
  }

  private Page changes(Position from, int size, Wanted wanted, boolean immutableIds) {
    long last = 0;
    List<Entry> told = new ArrayList<>();
    for (Map.Entry<Long, Change> one : folder.changes().after(from.version()).entrySet()) {
      if (told.size() == size) {
        return new Page(told, new Position(one.getKey() - 1, from.told(), null), true);
      }
      Change change = one.getValue();
      boolean cameBack = immutableIds && change.gone() && change.message().folder() == folder;
      boolean fits = change.gone() || wanted.filter().test(change.message());
      if (fits && !cameBack && wanted.kinds().includes(change, from.told())) {
        told.add(
            new Entry(
                change.message(), id(change.message(), change.id(), immutableIds), change.gone()));
        last = one.getKey();
      }
    }
    boolean replay = replays && last > from.told();
    return new Page(
        told, new Position(replay ? last - 1 : store.version(), store.version(), null), false);
  }

  private static String id(Message message, String id, boolean immutableIds) {
    return immutableIds ? message.immutableId() : id;
  }
}
