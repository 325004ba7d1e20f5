package dev.errand.apiingest.command;

import dev.errand.apiingest.command.Acceptances.Accepted;
import dev.errand.apiingest.command.CommandState.Waiting;
import dev.errand.runtime.postgres.Acting;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.UserId;
import dev.errand.schemas.WireJson;
import dev.errand.schemas.mail.MailDelivery;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * What the engine's journal says of a command. Every question carries the user, so that nobody
 * learns of another's. Thread-safe.
 */
final class CommandStates {

  /** What a command waits for whose time has not come. */
  private static final String POSTPONED = "postponed";

  private final JdbcClient sql;
  private final Acting acting;
  private final Acceptances acceptances;
  private final LaneWaits waits;
  private final MailBounces bounces;

  CommandStates(JdbcClient sql, Acting acting, Acceptances acceptances) {
    this.sql = sql;
    this.acting = acting;
    this.acceptances = acceptances;
    this.waits = new LaneWaits(sql);
    this.bounces = new MailBounces(sql);
  }

  /**
   * Looks for it along its way, so that a command which moves on meanwhile is not missed:
   * postponed, then taken over by a worker, then done; at last whether we only accepted it.
   */
  Optional<CommandState> find(UserId user, CommandId id) {
    Optional<Accepted> accepted = acceptances.find(user, id);
    if (accepted.isEmpty() && MailDelivery.isId(id)) {
      return Optional.empty(); // what workers ask of themselves is no command of the person
    }
    @Nullable String operation = accepted.map(Accepted::operation).orElse(null);
    return acting
        .as(user, () -> postponed(user, id, operation))
        .or(() -> acting.as(user, () -> waits.find(user, id, operation)))
        .or(() -> acting.as(user, () -> done(user, id, operation)))
        .or(() -> accepted.map(one -> onItsWay(id, one)));
  }

  private static CommandState onItsWay(CommandId id, Accepted accepted) {
    return accepted.unconfirmed()
        ? CommandState.unconfirmed(id, accepted.operation())
        : CommandState.accepted(id, accepted.operation());
  }

  private Optional<CommandState> postponed(UserId user, CommandId id, @Nullable String operation) {
    return sql.sql("SELECT due FROM postponed WHERE user_id = :user AND command_id = :id")
        .param("user", user.value())
        .param("id", id.value())
        .query(OffsetDateTime.class)
        .optional()
        .map(OffsetDateTime::toInstant)
        .map(due -> new Waiting(POSTPONED, due, null, due))
        .map(waiting -> CommandState.waiting(id, operation, waiting));
  }

  private Optional<CommandState> done(UserId user, CommandId id, @Nullable String operation) {
    return sql
        .sql("SELECT result FROM done WHERE user_id = :user AND command_id = :id")
        .param("user", user.value())
        .param("id", id.value())
        .query(byte[].class)
        .list()
        .stream()
        .findFirst()
        .map(result -> WireJson.mapper().readTree(result))
        .map(result -> CommandState.done(id, operation, result, bounces(user, id, result)));
  }

  /** Only a mail whose id is known is looked for. */
  private List<JsonNode> bounces(UserId user, CommandId id, JsonNode result) {
    return result.path("output").has("internetMessageId") ? bounces.of(user, id) : List.of();
  }
}
