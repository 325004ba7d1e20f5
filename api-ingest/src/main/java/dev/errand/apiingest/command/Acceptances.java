package dev.errand.apiingest.command;

import dev.errand.runtime.postgres.Acting;
import dev.errand.runtime.postgres.Duty;
import dev.errand.schemas.Command;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.UserId;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which ids were used for which content, and which uploads go with them: a command that is recorded
 * has those it names, by the same transaction. Thread-safe.
 */
final class Acceptances {

  private final JdbcClient sql;
  private final Acting acting;
  private final ClaimUploads uploads;

  Acceptances(JdbcClient sql, Acting acting, ClaimUploads uploads) {
    this.sql = sql;
    this.acting = acting;
    this.uploads = uploads;
  }

  /** What an id is, once it was claimed. */
  enum Claim {
    /** New, or the same content whose publication was never confirmed. */
    TO_PUBLISH,
    /** The same content, published before. */
    TAKEN_BEFORE,
    OTHER_CONTENT,
    /** New, and another command has an upload that it names: the id is as unused as before. */
    ANOTHERS_UPLOAD,
    /** The same; there is no such upload. */
    NO_UPLOAD
  }

  Claim claim(Command command, byte[] fingerprint) {
    return acting.as(
        command.user(),
        () -> added(command, fingerprint) ? fresh(command) : again(command, fingerprint));
  }

  /** What is refused leaves no trace: nobody sees what is undone in the same transaction. */
  private Claim fresh(Command command) {
    Claim claim =
        switch (uploads.of(command)) {
          case GIVEN -> Claim.TO_PUBLISH;
          case ANOTHERS -> Claim.ANOTHERS_UPLOAD;
          case NOT_THERE -> Claim.NO_UPLOAD;
        };
    if (claim != Claim.TO_PUBLISH) {
      remove(command);
    }
    return claim;
  }

  /** It was accepted and may have been done, so it is not refused for what is gone since. */
  private Claim again(Command command, byte[] fingerprint) {
    Claim claim = earlier(command, fingerprint);
    if (claim == Claim.TO_PUBLISH) {
      var _ = uploads.of(command);
    }
    return claim;
  }

  private void remove(Command command) {
    var _ =
        sql.sql("DELETE FROM acceptance WHERE user_id = :user AND command_id = :id")
            .param("user", command.user().value())
            .param("id", command.id().value())
            .update();
  }

  private boolean added(Command command, byte[] fingerprint) {
    int added =
        sql.sql(
                """
                INSERT INTO acceptance (user_id, command_id, operation, fingerprint)
                VALUES (:user, :id, :operation, :fingerprint)
                ON CONFLICT (user_id, command_id) DO NOTHING
                """)
            .param("user", command.user().value())
            .param("id", command.id().value())
            .param("operation", command.operation().value())
            .param("fingerprint", fingerprint)
            .update();
    return added == 1;
  }

  private Claim earlier(Command command, byte[] fingerprint) {
    return sql.sql(
            """
            SELECT CASE WHEN fingerprint <> :fingerprint THEN 'OTHER_CONTENT'
                        WHEN published_at IS NULL THEN 'TO_PUBLISH'
                        ELSE 'TAKEN_BEFORE' END
            FROM acceptance WHERE user_id = :user AND command_id = :id
            """)
        .param("fingerprint", fingerprint)
        .param("user", command.user().value())
        .param("id", command.id().value())
        .query(Claim.class)
        .single();
  }

  /** Kafka has it. */
  void published(Command command) {
    var _ = acting.as(command.user(), () -> confirm(command));
  }

  private int confirm(Command command) {
    return sql.sql(
            """
            UPDATE acceptance SET published_at = now()
            WHERE user_id = :user AND command_id = :id AND published_at IS NULL
            """)
        .param("user", command.user().value())
        .param("id", command.id().value())
        .update();
  }

  /** A command of that user, published or not, as long as it is remembered. */
  Optional<Accepted> find(UserId user, CommandId id) {
    return acting.as(user, () -> remembered(user, id));
  }

  private Optional<Accepted> remembered(UserId user, CommandId id) {
    return sql.sql(
            """
            SELECT operation,
                   published_at IS NULL AND accepted_at < now() - interval '30 seconds' AS unconfirmed
            FROM acceptance
            WHERE user_id = :user AND command_id = :id AND accepted_at > now() - interval '7 days'
            """)
        .param("user", user.value())
        .param("id", id.value())
        .query(Accepted.class)
        .optional();
  }

  /**
   * What was accepted.
   *
   * @param unconfirmed whether Kafka has not confirmed it, in twice the time that it has for that
   */
  record Accepted(String operation, boolean unconfirmed) {}

  /**
   * Forgets what the workers have forgotten too.
   *
   * @return how many
   */
  int forgetOld() {
    return acting.on(
        Duty.TIDY,
        () ->
            sql.sql("DELETE FROM acceptance WHERE accepted_at < now() - interval '8 days'")
                .update());
  }
}
