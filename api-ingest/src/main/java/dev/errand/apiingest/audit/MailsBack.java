package dev.errand.apiingest.audit;

import dev.errand.runtime.postgres.Acting;
import dev.errand.schemas.UserId;
import dev.errand.schemas.WireJson;
import dev.errand.schemas.mail.MailOperations;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Mails of a person that came back, as long as what told so is kept. Thread-safe. */
final class MailsBack {

  /** How the looks of workers for such mails are known among the ends of commands. */
  static final byte[] LOOK =
      ("\"type\":\"" + MailOperations.MAIL_DELIVERY.commandType() + "\"")
          .getBytes(StandardCharsets.US_ASCII);

  private static final byte[] NOTHING = "\"bounces\":[]".getBytes(StandardCharsets.US_ASCII);

  private static final String FOUND =
      """
      select result, finished_at from done
      where user_id = :user and command_id like 'delivery-%' and status = 'succeeded'
        and finished_at >= :from and finished_at < :before
        and position(:look in result) > 0 and position(:nothing in result) = 0
      order by finished_at desc limit :most
      """;

  private static final int MOST = 100;

  private final JdbcClient sql;
  private final Acting acting;

  MailsBack(JdbcClient sql, Acting acting) {
    this.sql = sql;
    this.acting = acting;
  }

  /**
   * One look that found some.
   *
   * @param command that sent the mail
   * @param recipients whom it did not reach; empty if nobody said
   */
  record Back(String command, List<String> recipients, Instant at) {

    private static Back of(ResultSet row) throws SQLException {
      JsonNode output = WireJson.mapper().readTree(row.getBytes("result")).path("output");
      return new Back(
          output.path("command").path("id").asString(""),
          output
              .path("bounces")
              .valueStream()
              .flatMap(bounce -> bounce.path("recipients").valueStream())
              .map(recipient -> recipient.path("address").asString(""))
              .toList(),
          row.getObject("finished_at", OffsetDateTime.class).toInstant());
    }
  }

  /** The newest {@value #MOST} of that time, newest first. */
  List<Back> between(UserId user, Instant from, Instant before) {
    return acting.as(
        user,
        () ->
            sql.sql(FOUND)
                .param("user", user.value())
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("before", before.atOffset(ZoneOffset.UTC))
                .param("look", LOOK)
                .param("nothing", NOTHING)
                .param("most", MOST)
                .query((row, _) -> Back.of(row))
                .list());
  }
}
