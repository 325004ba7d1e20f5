package dev.errand.runtime.files;

import dev.errand.connections.Sealed;
import dev.errand.runtime.postgres.Acting;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The files that are there. Each method is one short transaction in the name of the user, who sees
 * nothing of another's, and nothing of what has ended. Thread-safe.
 */
final class StoredRows {

  private static final String CLAIM =
      """
      update stored_file set command_id = :command,
        expires_at = greatest(expires_at, now() + make_interval(secs => :kept))
      where id = :id and user_id = :user and purpose = 'upload' and whole and expires_at > now()
        and (command_id is null or command_id = :command)
      returning *
      """;

  private static final String ANOTHERS =
      """
      select id from stored_file
      where id = :id and user_id = :user and purpose = 'upload' and whole and expires_at > now()
        and command_id <> :command
      """;

  /**
   * All or none, locked in one order. What has ended so was done for nobody and is not replayed: it
   * needs its uploads no more.
   */
  private static final String CLAIM_ALL =
      """
      with wanted as (
        select id, command_id is null or command_id = :command
          or exists (select from done where done.user_id = :user
            and done.command_id = stored_file.command_id
            and done.status in ('rejected', 'expired', 'cancelled')) as free
        from stored_file
        where id = any(cast(:ids as uuid[])) and user_id = :user and purpose = 'upload' and whole
          and expires_at > now()
        order by id for update of stored_file
      ), claimed as (
        update stored_file set command_id = :command,
          secret = case when command_id = :command then secret end,
          expires_at = greatest(expires_at, :latest + make_interval(secs => :kept))
        where id = any(select id from wanted) and user_id = :user
          and (select count(*) = :count and bool_and(free) from wanted)
      )
      select free from wanted
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

  /** A repeat prolongs nothing: its time would end later than that of the first. */
  private static final String HANDED_OVER =
      """
      update stored_file
      set expires_at = least(expires_at, now() + make_interval(secs => :repeatable))
      where id = :id and user_id = :user and purpose = 'download' and whole and expires_at > now()
      """;

  private static final String ALL =
      """
      select *, command_id is not null and not exists (select from done
          where done.user_id = :user and done.command_id = stored_file.command_id
            and done.status in ('rejected', 'expired', 'cancelled')) as used
      from stored_file where user_id = :user and whole and expires_at > now()
      order by made_at, id
      """;

  private static final String READ =
      """
      select sealed from file_part
      join stored_file on stored_file.id = file_id and stored_file.user_id = file_part.user_id
      where file_id = :id and file_part.user_id = :user and number = :number and expires_at > now()
      """;

  private static final String KEEP_SECRET =
      """
      update stored_file set secret = :secret
      where id = :id and user_id = :user and command_id = :command and expires_at > now()
      """;

  private static final String SECRET =
      """
      select secret from stored_file
      where id = :id and user_id = :user and command_id = :command and secret is not null
        and expires_at > now()
      """;

  private static final String DISCARD =
      """
      delete from stored_file where id = :id and user_id = :user and expires_at > now()
      """;

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

  /** Of one user all commands are the user's own: they are told. */
  boolean isAnothers(UserId user, CommandId by, FileId upload) {
    return acting.as(
        user,
        () ->
            at(ANOTHERS, user, upload)
                .param("command", by.value())
                .query(UUID.class)
                .optional()
                .isPresent());
  }

  Claim claim(UserId user, CommandId by, Set<FileId> uploads, Instant latest) {
    List<Boolean> free =
        acting.as(
            user,
            () ->
                of(CLAIM_ALL, user)
                    .param("command", by.value())
                    .param("ids", array(uploads))
                    .param("count", uploads.size())
                    .param("latest", latest.atOffset(ZoneOffset.UTC))
                    .param("kept", settings.kept().toSeconds())
                    .query(Boolean.class)
                    .list());
    if (free.size() < uploads.size()) {
      return Claim.NOT_THERE;
    }
    return free.contains(false) ? Claim.ANOTHERS : Claim.GIVEN;
  }

  private static String array(Set<FileId> files) {
    return files.stream().map(FileId::toString).collect(Collectors.joining(",", "{", "}"));
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

  /** It is there for a while from its first time on; whether it still was there. */
  boolean handedOver(UserId user, FileId file) {
    return acting.as(
        user,
        () ->
            at(HANDED_OVER, user, file)
                    .param("repeatable", settings.repeatable().toSeconds())
                    .update()
                == 1);
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
                            row.getBoolean("used")))
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

  static StoredFile file(ResultSet row) throws SQLException {
    return new StoredFile(
        new FileId(row.getObject("id", UUID.class)),
        row.getString("name"),
        row.getString("content_type"),
        row.getLong("size"),
        row.getObject("expires_at", OffsetDateTime.class).toInstant());
  }

  private JdbcClient.StatementSpec at(String statement, UserId user, FileId file) {
    return of(statement, user).param("id", file.value());
  }

  private JdbcClient.StatementSpec of(String statement, UserId user) {
    return sql.sql(statement).param("user", user.value());
  }
}
