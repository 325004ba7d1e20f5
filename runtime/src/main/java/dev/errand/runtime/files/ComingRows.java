package dev.errand.runtime.files;

import dev.errand.runtime.postgres.Acting;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.UserId;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How a file comes into the tables: room is set aside for it, its parts are written, and it is to
 * be seen when it is whole. Each method is one short transaction in the name of the user.
 *
 * <p>Locks are taken in one order: the connection, the user's files together, a file. It is that of
 * a disconnect, which takes the first and the last. Thread-safe.
 */
final class ComingRows {

  private static final String FULL =
      """
      select bytes + :size > :mostOfAll from file_total
      """;

  private static final String KEYED =
      """
      select true from data_key where user_id = :user
      """;

  /** What a mailbox gave is kept while it is connected. */
  private static final String CONNECTED =
      """
      select true from connection
      where user_id = :user and provider = 'microsoft' and state <> 'disconnected' for share
      """;

  /** One after the other, or two that begin together would both have the last room. */
  private static final String ALONE =
      """
      select pg_advisory_xact_lock(hashtextextended('stored_file ' || :user, 0))
      """;

  /** A command has one download: what a run before this one did not finish ends. */
  private static final String BEFORE =
      """
      update stored_file set command_id = null, expires_at = '-infinity'
      where user_id = :user and purpose = 'download' and command_id = :command
        and (not whole or expires_at <= now())
      """;

  private static final String BEGIN =
      """
      insert into stored_file (id, user_id, purpose, command_id, name, content_type, size, expires_at)
      select :id, :user, :purpose, :command, :name, :contentType, :size,
        now() + make_interval(secs => :longest)
      from (select count(*) as files, coalesce(sum(size), 0) as bytes from stored_file
        where user_id = :user and expires_at > now()) as there
      where files < :mostFiles and bytes + :size <= :most
      """;

  /** Not waited for: what finishes the file is written behind it, and is. */
  private static final String NO_WAIT = "set local synchronous_commit = off";

  /** The file stays what it is until its part is in it. */
  private static final String PART =
      """
      insert into file_part (file_id, number, user_id, sealed)
      select id, :number, user_id, :sealed from stored_file
      where id = :id and user_id = :user and expires_at > now() for share
      """;

  private static final String FINISH =
      """
      update stored_file set whole = true, size = :size, expires_at = now() + make_interval(secs => :kept)
      where id = :id and user_id = :user and not whole and expires_at > now()
        and :size + (select coalesce(sum(size), 0) from stored_file
          where user_id = :user and id <> :id and expires_at > now()) <= :most
      returning *
      """;

  /** What was begun and not finished by then will not be any more. */
  private static final Duration CRASHED = Duration.ofMinutes(5);

  private final Acting acting;
  private final JdbcClient sql;
  private final FileSettings settings;

  /**
   * @param sql on the same database as {@code acting}
   */
  ComingRows(Acting acting, JdbcClient sql, FileSettings settings) {
    this.acting = acting;
    this.sql = sql;
    this.settings = settings;
  }

  /**
   * What is to be written.
   *
   * @param size for which room is set aside: that of an upload, about that of a download
   */
  record Begun(
      UserId user,
      FileId id,
      Purpose purpose,
      @Nullable CommandId command,
      String name,
      String contentType,
      long size) {}

  /** How beginning ended. */
  enum Beginning {
    BEGUN,
    /** The user has as much as one may have. */
    NO_ROOM,
    /** All users together have as much as may be here. */
    FULL,
    /** The user has no data key yet, or not any more. */
    NO_KEY,
    /** Nobody is connected who could have it. */
    GONE
  }

  Beginning begin(Begun file) {
    try {
      return acting.as(file.user(), () -> begun(file));
    } catch (DataIntegrityViolationException meanwhile) {
      return Beginning.GONE; // the key was destroyed, or another run of the command was faster
    }
  }

  private Beginning begun(Begun file) {
    if (isFull(file)) {
      return Beginning.FULL;
    }
    if (isMissing(KEYED, file.user())) {
      return Beginning.NO_KEY;
    }
    if (file.purpose() == Purpose.DOWNLOAD && isMissing(CONNECTED, file.user())) {
      return Beginning.GONE;
    }
    alone(file.user());
    if (file.command() != null) {
      var _ = of(BEFORE, file.user()).param("command", file.command().value()).update();
    }
    return insert(file) == 1 ? Beginning.BEGUN : Beginning.NO_ROOM;
  }

  private boolean isFull(Begun file) {
    return sql.sql(FULL)
        .param("size", file.size())
        .param("mostOfAll", settings.mostOfAll().toBytes())
        .query(Boolean.class)
        .single();
  }

  private boolean isMissing(String what, UserId user) {
    return of(what, user).query(Boolean.class).optional().isEmpty();
  }

  private void alone(UserId user) {
    var _ = of(ALONE, user).query((_, _) -> "").single();
  }

  private int insert(Begun file) {
    return at(BEGIN, file.user(), file.id())
        .param("purpose", file.purpose().wireName())
        .param("command", text(file.command()))
        .param("name", file.name())
        .param("contentType", file.contentType())
        .param("size", file.size())
        .param("longest", settings.longest().plus(CRASHED).toSeconds())
        .param("mostFiles", settings.mostFiles())
        .param("most", settings.most().toBytes())
        .update();
  }

  /**
   * Writes the next part.
   *
   * @return whether the file is still there to be written
   */
  boolean write(UserId user, FileId file, int number, byte[] sealed) {
    return acting.as(
        user,
        () -> {
          sql.sql(NO_WAIT).update();
          return at(PART, user, file).param("number", number).param("sealed", sealed).update() == 1;
        });
  }

  /** Makes it visible; empty if it is gone, or grew larger than there is room for. */
  Optional<StoredFile> finish(UserId user, FileId file, long size) {
    return acting.as(
        user,
        () -> {
          alone(user);
          return at(FINISH, user, file)
              .param("size", size)
              .param("kept", settings.kept().toSeconds())
              .param("most", settings.most().toBytes())
              .query((row, _) -> StoredRows.file(row))
              .optional();
        });
  }

  private static @Nullable String text(@Nullable CommandId command) {
    return command == null ? null : command.value();
  }

  private JdbcClient.StatementSpec at(String statement, UserId user, FileId file) {
    return of(statement, user).param("id", file.value());
  }

  private JdbcClient.StatementSpec of(String statement, UserId user) {
    return sql.sql(statement).param("user", user.value());
  }
}
