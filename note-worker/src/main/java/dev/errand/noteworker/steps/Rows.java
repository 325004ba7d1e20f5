package dev.errand.noteworker.steps;

import dev.errand.noteworker.notion.RowQuery;
import java.util.Map;

/**
 * Makes rows, and remembers which are the newest of a data source: who makes rows there often pays
 * for one read, not for one a time. Thread-safe.
 */
public final class Rows {

  /** About 10 KB each where rows are made all the time, 300 bytes elsewhere. */
  private static final int MOST_SOURCES = 5_000;

  /**
   * The rows that were the newest when we made one.
   *
   * @param epoch a worker that had the user's commands since may have made others
   */
  private record Known(long epoch, NewestRows rows) {}

  private final Remembered<Known> newest = new Remembered<>(MOST_SOURCES);

  /**
   * Makes a row, or gives what an earlier run made.
   *
   * @param title the plain text of its title
   * @param properties as Notion takes them
   */
  public RowMade make(
      Notion notion,
      Databases databases,
      String source,
      String title,
      Map<String, Object> properties) {
    long epoch = notion.context().epoch();
    NewestRows before =
        newest
            .get(notion.connection(), source)
            .filter(known -> known.epoch() == epoch)
            .map(Known::rows)
            .orElseGet(() -> NewestRows.of(databases.query(source, RowQuery.newest())));
    Runnable sending = () -> newest.forget(notion.connection(), source); // until it is answered
    RowMade made = new MakeRow(source, title, properties, before).once(notion, databases, sending);
    if (made.createdTime() != null) {
      NewestRows.Row row = new NewestRows.Row(made.id(), made.createdTime());
      newest.put(notion.connection(), source, new Known(epoch, before.and(row)));
    }
    return made;
  }
}
