package dev.errand.apiingest.command;

import dev.errand.schemas.CommandId;
import dev.errand.schemas.UserId;
import dev.errand.schemas.WireJson;
import dev.errand.schemas.mail.MailDelivery;
import dev.errand.schemas.mail.MailOperations;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * The reports that a mail came back, as the workers' looks for them found: each as in its event.
 * Thread-safe.
 */
final class MailBounces {

  private final JdbcClient sql;

  MailBounces(JdbcClient sql) {
    this.sql = sql;
  }

  /** Those of the mail that a command sent, the first found first; to be asked as its user. */
  List<JsonNode> of(UserId user, CommandId command) {
    List<String> looks =
        IntStream.rangeClosed(1, MailDelivery.MOST_LOOKS)
            .mapToObj(look -> MailDelivery.id(command, look).value())
            .toList();
    return sql
        .sql(
            """
            SELECT result FROM done
            WHERE user_id = :user AND command_id IN (:looks) AND status = 'succeeded'
            ORDER BY finished_at
            """)
        .param("user", user.value())
        .param("looks", looks)
        .query(byte[].class)
        .list()
        .stream()
        .map(result -> WireJson.mapper().readTree(result))
        .filter(MailBounces::isLook)
        .flatMap(look -> look.path("output").path("bounces").valueStream())
        .toList();
  }

  /** Whatever else somebody may have called so. */
  private static boolean isLook(JsonNode result) {
    return result
        .path("command")
        .path("type")
        .asString("")
        .equals(MailOperations.MAIL_DELIVERY.commandType());
  }
}
