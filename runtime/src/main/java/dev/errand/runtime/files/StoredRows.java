package dev.errand.runtime.files;

import dev.errand.connections.Sealed;
import dev.errand.runtime.postgres.Acting;
import dev.errand.runtime.postgres.Duty;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The tables of files. Each method is one short transaction in the name of the user, who sees
 * nothing of another's. Thread-safe.
 */
final class StoredRows {

  /** One after the other, or two that begin together would both have the last room. */
  private static final String ALONE =
      """
      select pg_advisory_xact_lock(hashtextextended('stored_file ' || :user, 0))
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

  /** What a mailbox gave is kept while it is connected. */
  private static final String CONNECTED =
      """
      select true from connection
      where user_id = :user and provider = 'microsoft' and state <> 'disconnected' for share
      """;

  private static final String BEFORE =
      """
      delete from stored_file
      where user_id = :user and purpose = 'download' and command_id = :command
        and (not whole or expires_at <= now())
      """;

  /** Not waited for: what finishes the file is written behind it, and is. */
  private static final String NO_WAIT = "set local synchronous_commit = off";

  private static final String PART =
      """
      insert into file_part (file_id, number, user_id, sealed) values (:id, :number, :user, :sealed)
      """;

  private static final String FINISH =
      """
      update stored_file set whole = true, size = :size, expires_at = now() + make_interval(secs => :kept)
      where id = :id and user_id = :user and not whole
        and :size + (select coalesce(sum(size), 0) from stored_file
          where user_id = :user and id <> :id and expires_at > now()) <= :most
      returning *
      """;

  private static final String CLAIM =
      """
      update stored_file set command_id = :command,
        expires_at = greatest(expires_at, now() + make_interval(secs => :kept))
      where id = :id and user_id = :user and purpose = 'upload' and whole and expires_at > now()
        and (command_id is null or command_id = :command)
      returning *
      """;

  private static final String MADE =
      """
      select * from stored_file
      where user_id = :user and purpose = 'download' and command_id = :command and whole
        and expires_at > now()
      """;

  private static final String DOWNLOAD =
      """
      select * from stored_file
      where id = :id and user_id = :user and purpose = 'download' and whole and expires_at > now()
      """;

  private static final String ALL =
      """
      select * from stored_file where user_id = :user and whole and expires_at > now()
      order by made_at, id
      """;

  private static final String READ =
      """
      select sealed from file_part where file_id = :id and user_id = :user and number = :number
      """;

  private static final String KEEP_SECRET =
      """
      update stored_file set secret = :secret
      where id = :id and user_id = :user and command_id = :command
      """;

  private static final String SECRET =
      """
      select secret from stored_file
      where id = :id and user_id = :user and command_id = :command and secret is not null
      """;

  private static final String DISCARD =
      """
      delete from stored_file where id = :id and user_id = :user
      """;

  private static final String TIDY =
      """
      delete from stored_file where id in (
        select id from stored_file where expires_at < now() order by expires_at limit :most
        for update skip locked)
      """;

  /** What was begun and not finished by then will not be any more. */
  private static final Duration CRASHED = Duration.ofMinutes(5);

  private final Acting acting;
  private final JdbcClient sql;
  private final FileSettings settings;

  /**
   * @param sql on the same database as {@code acting}
   */
  StoredRows(Acting acting, JdbcClient sql, FileSettings settings) {
    this.acting = acting;
    this.sql = sql;
    this.settings = settings;
  }

  /**
   * What is to be written.
   *
   * @param size as announced; 0 if it was not
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
    NO_ROOM,
    /** Nobody is connected who could have it. */
    GONE
  }

  Beginning begin(Begun file) {
    return acting.as(
        file.user(),
        () -> {
          if (file.purpose() == Purpose.DOWNLOAD && !replaces(file)) {
            return Beginning.GONE;
          }
          var _ = of(ALONE, file.user()).query((_, _) -> "").single();
          return insert(file) == 1 ? Beginning.BEGUN : Beginning.NO_ROOM;
        });
  }

  private boolean replaces(Begun file) {
    var _ = of(BEFORE, file.user()).param("command", text(file.command())).update();
    return of(CONNECTED, file.user()).query(Boolean.class).optional().isPresent();
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
    try {
      return acting.as(
          user,
          () -> {
            sql.sql(NO_WAIT).update();
            return at(PART, user, file).param("number", number).param("sealed", sealed).update()
                == 1;
          });
    } catch (DataIntegrityViolationException gone) {
      return false;
    }
  }

  /** Makes it visible; empty if it is gone, or grew larger than there is room for. */
  Optional<StoredFile> finish(UserId user, FileId file, long size) {
    return acting.as(
        user,
        () -> {
          var _ = of(ALONE, user).query((_, _) -> "").single();
          return at(FINISH, user, file)
              .param("size", size)
              .param("kept", settings.kept().toSeconds())
              .param("most", settings.most().toBytes())
              .query((row, _) -> file(row))
              .optional();
        });
  }

  Optional<StoredFile> claim(UserId user, CommandId by, FileId upload) {
    return acting.as(
        user,
        () ->
            at(CLAIM, user, upload)
                .param("command", by.value())
                .param("kept", settings.kept().toSeconds())
                .query((row, _) -> file(row))
                .optional());
  }

  /** The download that the command made. */
  Optional<StoredFile> madeBy(UserId user, CommandId command) {
    return acting.as(
        user,
        () ->
            of(MADE, user)
                .param("command", command.value())
                .query((row, _) -> file(row))
                .optional());
  }

  Optional<StoredFile> download(UserId user, FileId file) {
    return acting.as(user, () -> at(DOWNLOAD, user, file).query((row, _) -> file(row)).optional());
  }

  List<UserFiles.Own> all(UserId user) {
    return acting.as(
        user,
        () ->
            of(ALL, user)
                .query(
                    (row, _) ->
                        new UserFiles.Own(
                            file(row),
                            Purpose.valueOf(row.getString("purpose").toUpperCase(Locale.ROOT)),
                            row.getString("command_id") != null))
                .list());
  }

  /** A part as it is sealed; empty if the file is gone. */
  Optional<byte[]> read(UserId user, FileId file, int number) {
    return acting.as(
        user, () -> at(READ, user, file).param("number", number).query(byte[].class).optional());
  }

  boolean keepSecret(UserId user, CommandId by, FileId file, Sealed secret) {
    return acting.as(
        user,
        () ->
            at(KEEP_SECRET, user, file)
                    .param("command", by.value())
                    .param("secret", secret.bytes())
                    .update()
                == 1);
  }

  Optional<Sealed> secret(UserId user, CommandId by, FileId file) {
    return acting.as(
        user,
        () ->
            at(SECRET, user, file)
                .param("command", by.value())
                .query(byte[].class)
                .optional()
                .map(Sealed::of));
  }

  /** Whether it was there. */
  boolean discard(UserId user, FileId file) {
    return acting.as(user, () -> at(DISCARD, user, file).update() == 1);
  }

  /**
   * Removes what has expired, half-made files too.
   *
   * @return how many, at most so many
   */
  int tidy(int most) {
    return acting.on(Duty.TIDY, () -> sql.sql(TIDY).param("most", most).update());
  }

  private static StoredFile file(ResultSet row) throws SQLException {
    return new StoredFile(
        new FileId(row.getObject("id", UUID.class)),
        row.getString("name"),
        row.getString("content_type"),
        row.getLong("size"),
        row.getObject("expires_at", OffsetDateTime.class).toInstant());
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
