package dev.errand.runtime.index;

import dev.errand.runtime.postgres.Acting;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The index in PostgreSQL. Each method is one transaction in the name of the shelf's user, who sees
 * nothing of another's. Thread-safe.
 */
public final class StoredIndex {

  /** 20 MB of vectors: more notes than anyone has; further ones are found by words only. */
  private static final int MOST_VECTORS = 50_000;

  /** A note that grew by so many words is known well enough. */
  private static final int MOST_WORDS = 1_000;

  /**
   * Not waited for: the outcome of the command is written after it, and is not durable before it. A
   * shared lock on the connection: one that is about to end takes this note with it.
   */
  private static final String NO_WAIT = "set local synchronous_commit = off";

  private static final String KEEP =
      """
      insert into note_index as known (user_id, connection, page, url, title, edited_at, digest,
        words, unread)
      select user_id, id, :page, :url, :title, coalesce(:editedAt, now()),
        decode(:digest, 'hex'), cast(:words as tsvector), :unread
      from connection where id = :connection and user_id = :user and state <> 'disconnected'
      for share
      on conflict (user_id, connection, page) do update
        set url = coalesce(nullif(excluded.url, ''), known.url), title = excluded.title,
          edited_at = excluded.edited_at, digest = excluded.digest, words = excluded.words,
          unread = excluded.unread, vector = null, in_trash = false
        where known.digest <> excluded.digest or known.in_trash
      """;

  private static final String ADD =
      """
      update note_index set words = words || cast(:words as tsvector), edited_at = now(),
        unread = left(coalesce(unread || ' ', '') || :unread, 4000), digest = ''
      where user_id = :user and connection = :connection and page = :page
        and length(words) < :most
      """;

  /** The words of its title stay: those that carry weight. */
  private static final String REWRITE =
      """
      update note_index set words = ts_filter(words, '{a}') || cast(:words as tsvector),
        edited_at = now(), unread = :unread, vector = null, digest = ''
      where user_id = :user and connection = :connection and page = :page
      """;

  private static final String RENAME =
      """
      update note_index set title = :title, edited_at = now(), digest = '',
        words = words || cast(:words as tsvector)
      where user_id = :user and connection = :connection and page = :page
      """;

  private static final String TRASH =
      """
      update note_index set in_trash = :inTrash
      where user_id = :user and connection = :connection and page = :page
        and in_trash <> :inTrash
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

  /**
   * All vectors in one value, each behind its page, and the pages that have any of the words, the
   * best first: one row is read rather than thousands.
   */
  private static final String LOOK =
      """
      select * from (select
        (select string_agg(uuid_send(page) || vector, '') from (
          select page, vector from note_index
          where user_id = :user and connection = :connection and vector is not null
            and not in_trash
          limit :vectors) as mine) as vectors,
        array(
          select page from note_index
          where user_id = :user and connection = :connection and not in_trash
            and words @@ cast(:query as tsquery)
          order by ts_rank(words, cast(:query as tsquery)) desc, edited_at desc, page
          limit :most) as pages) as seen
      where vectors is not null or cardinality(pages) > 0
      """;

  private static final String OF_PAGES =
      """
      select page, url, title, edited_at from note_index
      where user_id = :user and connection = :connection and page = any(:pages)
      """;

  private static final String COUNT =
      """
      select count(*) from note_index where user_id = :user and connection = :connection
      """;

  private final Acting acting;
  private final JdbcClient sql;

  /**
   * @param sql on the same database as {@code acting}
   */
  public StoredIndex(Acting acting, JdbcClient sql) {
    this.acting = acting;
    this.sql = sql;
  }

  /** What is known of a note that was found. */
  public record Known(UUID page, String url, String title, Instant editedAt) {}

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
          return at(KEEP, shelf, note.page())
                  .param("url", note.url())
                  .param("title", note.title())
                  .param("editedAt", time(note.editedAt()), java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                  .param("digest", note.digest())
                  .param("words", note.words().vector())
                  .param("unread", note.unread())
                  .update()
              > 0;
        });
  }

  /** Something was put behind a note that is there. */
  public boolean add(Shelf shelf, UUID page, Lexemes words, String unread) {
    return change(
        shelf,
        at(ADD, shelf, page)
            .param("words", words.vector())
            .param("unread", unread)
            .param("most", MOST_WORDS));
  }

  /** A note that is there says something else now. */
  public boolean rewrite(Shelf shelf, UUID page, Lexemes words, String unread) {
    return change(
        shelf, at(REWRITE, shelf, page).param("words", words.vector()).param("unread", unread));
  }

  /** It is called otherwise. What it was called finds it, too, until it is read again. */
  public boolean rename(Shelf shelf, UUID page, String title, Lexemes words) {
    return change(
        shelf, at(RENAME, shelf, page).param("title", title).param("words", words.vector()));
  }

  /** A note in the trash is not found, and is as before when it comes back. */
  public boolean trash(Shelf shelf, UUID page, boolean inTrash) {
    return change(shelf, at(TRASH, shelf, page).param("inTrash", inTrash));
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
   * What a search sees.
   *
   * @param vectors of all notes, each behind the 16 bytes of its page's id
   * @param byWords the notes that have any of the words, the best first
   */
  public record Seen(byte[] vectors, List<UUID> byWords) {

    public Seen {
      byWords = List.copyOf(byWords);
    }
  }

  /**
   * Looks through all of a person's notes.
   *
   * @param stems any of which a note may have
   * @param most how many notes are found by words
   * @param choose of what was seen, that of which more is to be known
   * @return what is known of those, in any order
   */
  public List<Known> look(
      Shelf shelf, Collection<String> stems, int most, Function<Seen, List<UUID>> choose) {
    return acting.as(
        shelf.user(), () -> known(shelf, choose.apply(seen(shelf, Lexemes.anyOf(stems), most))));
  }

  private Seen seen(Shelf shelf, String query, int most) {
    return of(LOOK, shelf)
        .param("query", query)
        .param("most", most)
        .param("vectors", MOST_VECTORS)
        .query(
            (row, _) ->
                new Seen(
                    Objects.requireNonNullElse(row.getBytes("vectors"), new byte[0]),
                    List.of((UUID[]) row.getArray("pages").getArray())))
        .optional()
        .orElseGet(() -> new Seen(new byte[0], List.of()));
  }

  private List<Known> known(Shelf shelf, List<UUID> pages) {
    return pages.isEmpty()
        ? List.of()
        : of(OF_PAGES, shelf)
            .param("pages", pages.toArray(UUID[]::new))
            .query((row, _) -> known(row))
            .list();
  }

  /** How many notes are there. */
  public long count(Shelf shelf) {
    return acting.as(shelf.user(), () -> of(COUNT, shelf).query(Long.class).single());
  }

  private static Known known(ResultSet row) throws SQLException {
    return new Known(
        row.getObject("page", UUID.class),
        row.getString("url"),
        row.getString("title"),
        row.getObject("edited_at", OffsetDateTime.class).toInstant());
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
