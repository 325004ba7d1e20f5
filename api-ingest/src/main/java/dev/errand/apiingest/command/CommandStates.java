package dev.errand.apiingest.command;

import dev.errand.schemas.CommandId;
import dev.errand.schemas.UserId;
import dev.errand.schemas.WaitCause;
import dev.errand.schemas.WireJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What the engine's journal says of a command. Every question carries the user, so that nobody
 * learns of another's. Thread-safe.
 */
final class CommandStates {

  private final JdbcClient sql;
  private final Acceptances acceptances;

  CommandStates(JdbcClient sql, Acceptances acceptances) {
    this.sql = sql;
    this.acceptances = acceptances;
  }

  /**
   * Finds it in the order opposite to its way, so that a command which moves on meanwhile is not
   * missed: taken over by a worker, then done; at last whether we only accepted it.
   */
  Optional<CommandState> find(UserId user, CommandId id) {
    @Nullable String operation = acceptances.operation(user, id).orElse(null);
    return pending(user, id)
        .map(lane -> lane.state(id, operation))
        .or(() -> done(user, id, operation))
        .or(() -> Optional.ofNullable(operation).map(name -> CommandState.accepted(id, name)));
  }

  private Optional<LanePlace> pending(UserId user, CommandId id) {
    return sql.sql(
            """
            SELECT EXISTS (SELECT FROM pending other
                           WHERE other.topic = p.topic AND other.part = p.part
                             AND other.user_id = p.user_id AND other.priority = p.priority
                             AND other.off < p.off) AS behind_earlier,
                   EXISTS (SELECT FROM pending other
                           WHERE other.topic = p.topic AND other.part = p.part
                             AND other.user_id = p.user_id AND other.priority < p.priority)
                     AS behind_interactive,
                   park.cause, park.not_before
            FROM pending p
            LEFT JOIN park ON park.topic = p.topic AND park.part = p.part
              AND park.user_id = p.user_id AND park.priority = p.priority
              AND park.not_before > now()
            WHERE p.user_id = :user AND p.command_id = :id
            """)
        .param("user", user.value())
        .param("id", id.value())
        .query(CommandStates::place)
        .optional();
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
        .map(result -> CommandState.done(id, operation, WireJson.mapper().readTree(result)));
  }

  private static LanePlace place(ResultSet row, int number) throws SQLException {
    String cause = row.getString("cause");
    OffsetDateTime notBefore = row.getObject("not_before", OffsetDateTime.class);
    return new LanePlace(
        row.getBoolean("behind_earlier"),
        row.getBoolean("behind_interactive"),
        cause == null ? null : WaitCause.valueOf(cause),
        notBefore == null ? null : notBefore.toInstant());
  }

  /** Where in its lane a command is, and what its lane waits for. */
  private record LanePlace(
      boolean behindEarlier,
      boolean behindInteractive,
      @Nullable WaitCause cause,
      @Nullable Instant notBefore) {

    CommandState state(CommandId id, @Nullable String operation) {
      if (behindEarlier) {
        return CommandState.waiting(id, operation, WaitCause.EARLIER_COMMAND, null);
      }
      if (behindInteractive) {
        return CommandState.waiting(id, operation, WaitCause.INTERACTIVE_FIRST, null);
      }
      return cause == null
          ? CommandState.running(id, operation)
          : CommandState.waiting(id, operation, cause, notBefore);
    }
  }
}
