package dev.errand.runtime.index;

import dev.errand.runtime.postgres.Acting;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The index in PostgreSQL. Each method is one transaction in the name of the shelf's user, who sees
 * nothing of another's. Thread-safe.
 */
public final class StoredIndex {

  /** So long a note is believed to be at the provider without a look. */
  static final int SURE_DAYS = 14;

  /** A note that grew by a thousand words, each four bytes, is known well enough. */
  private static final int MOST_WORDS = 1_000 * 4;

  /** Of the words that a note was ever called by, the last two hundred. */
  private static final int MOST_TITLE_WORDS = 200 * 4;

  /**
   * Not waited for: the outcome of the command is written after it, and is not durable before it. A
   * shared lock on the connection: one that is about to end takes this note with it.
   */
  private static final String NO_WAIT = "set local synchronous_commit = off";

  private static final String KEEP =
      """
      insert into note_index as known (user_id, connection, page, url, title, edited_at, digest,
        title_words, words, unread)
      select user_id, id, :page, :url, :title, coalesce(:editedAt, now()),
        decode(:digest, 'hex'), :titleWords, :words, :unread
      from connection where id = :connection and user_id = :user and state <> 'disconnected'
      for share
      on conflict (user_id, connection, page) do update
        set url = coalesce(nullif(excluded.url, ''), known.url), title = excluded.title,
          edited_at = excluded.edited_at, digest = excluded.digest,
          title_words = excluded.title_words, words = excluded.words,
          unread = excluded.unread, vector = null, in_trash = false, seen_on = current_date
        where known.digest <> excluded.digest or known.in_trash
      """;

  private static final String ADD =
      """
      update note_index set words = words || :words, edited_at = now(), seen_on = current_date,
        unread = left(coalesce(unread || ' ', '') || :unread, 4000), digest = ''
      where user_id = :user and connection = :connection and page = :page
        and length(words) < :most
      """;

  private static final String REWRITE =
      """
      update note_index set words = :words, edited_at = now(), seen_on = current_date,
        unread = :unread, vector = null, digest = ''
      where user_id = :user and connection = :connection and page = :page
      """;

  private static final String RENAME =
      """
      update note_index set title = :title, edited_at = now(), seen_on = current_date, digest = '',
        title_words = substring(:titleWords || title_words for :most)
      where user_id = :user and connection = :connection and page = :page
      """;

  private static final String TRASH =
      """
      update note_index set in_trash = :inTrash
      where user_id = :user and connection = :connection and page = :page
        and in_trash <> :inTrash
      """;

  private static final String SEEN =
      """
      update note_index set seen_on = current_date
      where user_id = :user and connection = :connection and page = :page
        and seen_on < current_date
      """;

  private static final String UNSURE =
      """
      select page from note_index
      where user_id = :user and connection = :connection
        and seen_on < current_date - cast(:days as int)
      order by seen_on limit :most
      """;

  private static final String DROP =
      """
      delete from note_index
      where user_id = :user and connection = :connection and page = :page
      """;

  private static final String UNREAD =
      """
      select page, title, unread, vector from note_index
      where user_id = :user and connection = :connection and unread is not null
      limit :most
      """;

  private static final String READ =
      """
      update note_index set vector = :vector, unread = null
      where user_id = :user and connection = :connection and page = :page and unread = :unread
      """;

  private static final String COUNT =
      """
      select count(*) from note_index where user_id = :user and connection = :connection
      """;

  private final Acting acting;
  private final JdbcClient sql;
  private final LookThrough lookThrough;

  /**
   * @param database the same as {@code acting}'s
   */
  public StoredIndex(Acting acting, DataSource database) {
    this.acting = acting;
    this.sql = JdbcClient.create(database);
    this.lookThrough = new LookThrough(acting, database);
  }

  /**
   * A note whose vector is to be made.
   *
   * @param before of what was read of it earlier, if this came behind that
   */
  public record Unread(UUID page, String title, String text, byte @Nullable [] before) {}

  /** Puts a note there, in place of what was known of it. Whether that changed anything. */
  public boolean keep(Shelf shelf, IndexedNote note) {
    return acting.as(
        shelf.user(),
        () -> {
          sql.sql(NO_WAIT).update();
          int kept =
              at(KEEP, shelf, note.page())
                  .param("url", note.url())
                  .param("title", note.title())
                  .param("editedAt", time(note.editedAt()), java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                  .param("digest", note.digest())
                  .param("titleWords", note.titleWords())
                  .param("words", note.words())
                  .param("unread", note.unread())
                  .update();
          if (kept == 0) {
            var _ = at(SEEN, shelf, note.page()).update();
          }
          return kept > 0;
        });
  }

  /** Something was put behind a note that is there. */
  public boolean add(Shelf shelf, UUID page, byte[] words, String unread) {
    return change(
        shelf,
        at(ADD, shelf, page)
            .param("words", words)
            .param("unread", unread)
            .param("most", MOST_WORDS));
  }

  /** A note that is there says something else now. */
  public boolean rewrite(Shelf shelf, UUID page, byte[] words, String unread) {
    return change(shelf, at(REWRITE, shelf, page).param("words", words).param("unread", unread));
  }

  /** It is called otherwise. What it was called finds it, too, until it is read again. */
  public boolean rename(Shelf shelf, UUID page, String title, byte[] titleWords) {
    return change(
        shelf,
        at(RENAME, shelf, page)
            .param("title", title)
            .param("titleWords", titleWords)
            .param("most", MOST_TITLE_WORDS));
  }

  /** A note in the trash is not found, and is as before when it comes back. */
  public boolean trash(Shelf shelf, UUID page, boolean inTrash) {
    return change(shelf, at(TRASH, shelf, page).param("inTrash", inTrash));
  }

  /** It is there, as it was. */
  public boolean seen(Shelf shelf, UUID page) {
    return change(shelf, at(SEEN, shelf, page));
  }

  /** Those that were not seen for two weeks, in the trash or not; the longest first. */
  public List<UUID> unsure(Shelf shelf, int most) {
    return acting.as(
        shelf.user(),
        () ->
            of(UNSURE, shelf)
                .param("days", SURE_DAYS)
                .param("most", most)
                .query(UUID.class)
                .list());
  }

  public boolean drop(Shelf shelf, UUID page) {
    return change(shelf, at(DROP, shelf, page));
  }

  public List<Unread> unread(Shelf shelf, int most) {
    return acting.as(
        shelf.user(),
        () ->
            of(UNREAD, shelf)
                .param("most", most)
                .query(
                    (row, _) ->
                        new Unread(
                            row.getObject("page", UUID.class),
                            row.getString("title"),
                            row.getString("unread"),
                            row.getBytes("vector")))
                .list());
  }

  /** Keeps the vector of what was unread, unless it has changed since. */
  public boolean read(Shelf shelf, Unread read, byte[] vector) {
    return change(
        shelf, at(READ, shelf, read.page()).param("vector", vector).param("unread", read.text()));
  }

  /**
   * Shows all notes of a person, but for those in the trash.
   *
   * @param each is shown each of them, in any order
   * @param chosen of which more is to be known, asked for when all were shown
   * @return what is known of those, in any order
   */
  public List<Known> look(Shelf shelf, Consumer<Seen> each, Supplier<List<UUID>> chosen) {
    return lookThrough.look(shelf, each, chosen);
  }

  /** How many notes are there. */
  public long count(Shelf shelf) {
    return acting.as(shelf.user(), () -> of(COUNT, shelf).query(Long.class).single());
  }

  private boolean change(Shelf shelf, JdbcClient.StatementSpec statement) {
    return acting.as(
        shelf.user(),
        () -> {
          sql.sql(NO_WAIT).update();
          return statement.update() > 0;
        });
  }

  private static @Nullable OffsetDateTime time(@Nullable Instant at) {
    return at == null ? null : at.atOffset(ZoneOffset.UTC);
  }

  private JdbcClient.StatementSpec at(String statement, Shelf shelf, UUID page) {
    return of(statement, shelf).param("page", page);
  }

  private JdbcClient.StatementSpec of(String statement, Shelf shelf) {
    return sql.sql(statement)
        .param("user", shelf.user().value())
        .param("connection", shelf.connection());
  }
}
