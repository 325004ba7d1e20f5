package dev.errand.apiingest.command;

import dev.errand.runtime.postgres.Acting;
import dev.errand.runtime.postgres.Duty;
import dev.errand.schemas.Command;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.UserId;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which ids were used for which content. Thread-safe. */
final class Acceptances {

  private final JdbcClient sql;
  private final Acting acting;

  Acceptances(JdbcClient sql, Acting acting) {
    this.sql = sql;
    this.acting = acting;
  }

  /** What an id is, once it was claimed. */
  enum Claim {
    /** New, or the same content whose publication was never confirmed. */
    TO_PUBLISH,
    /** The same content, published before. */
    TAKEN_BEFORE,
    OTHER_CONTENT
  }

  Claim claim(Command command, byte[] fingerprint) {
    return acting.as(
        command.user(),
        () -> added(command, fingerprint) ? Claim.TO_PUBLISH : earlier(command, fingerprint));
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
