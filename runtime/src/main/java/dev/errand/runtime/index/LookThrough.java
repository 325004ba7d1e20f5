package dev.errand.runtime.index;

import dev.errand.runtime.postgres.Acting;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Shows all notes of one person, some hundred at a time. Thread-safe. */
final class LookThrough {

  /** More than anyone has. */
  private static final int MOST_NOTES = 50_000;

  /** Of some 850 bytes each: what a search has of them in memory at a time. */
  private static final int AT_ONCE = 500;

  private static final String ALL =
      """
      select page, date_part('epoch', edited_at) as edited, title_words, words, vector,
        unread is not null as unread
      from note_index
      where user_id = :user and connection = :connection and not in_trash
      limit :most
      """;

  private static final String OF_PAGES =
      """
      select page, url, title, edited_at, seen_on < current_date - cast(:days as int) as unsure
      from note_index
      where user_id = :user and connection = :connection and page = any(:pages)
      """;

  private final Acting acting;
  private final JdbcClient sql;

  LookThrough(Acting acting, DataSource database) {
    this.acting = acting;
    this.sql = JdbcClient.create(new BinaryAtOnce(database, AT_ONCE));
  }

  List<Known> look(Shelf shelf, Consumer<Seen> each, Supplier<List<UUID>> chosen) {
    return acting.as(
        shelf.user(),
        () -> {
          of(ALL, shelf)
              .param("most", MOST_NOTES)
              .query((RowCallbackHandler) row -> each.accept(seen(row)));
          return known(shelf, chosen.get());
        });
  }

  private List<Known> known(Shelf shelf, List<UUID> pages) {
    return pages.isEmpty()
        ? List.of()
        : of(OF_PAGES, shelf)
            .param("pages", pages.toArray(UUID[]::new))
            .param("days", StoredIndex.SURE_DAYS)
            .query((row, _) -> known(row))
            .list();
  }

  private static Seen seen(ResultSet row) throws SQLException {
    return new Seen(
        row.getObject(1, UUID.class),
        row.getDouble(2),
        row.getBytes(3),
        row.getBytes(4),
        row.getBytes(5),
        row.getBoolean(6));
  }

  private static Known known(ResultSet row) throws SQLException {
    return new Known(
        row.getObject("page", UUID.class),
        row.getString("url"),
        row.getString("title"),
        row.getObject("edited_at", OffsetDateTime.class).toInstant(),
        row.getBoolean("unsure"));
  }

  private JdbcClient.StatementSpec of(String statement, Shelf shelf) {
    return sql.sql(statement)
        .param("user", shelf.user().value())
        .param("connection", shelf.connection());
  }
}
