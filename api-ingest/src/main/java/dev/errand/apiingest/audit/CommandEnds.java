package dev.errand.apiingest.audit;

import dev.errand.runtime.postgres.Acting;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.Status;
import dev.errand.schemas.UserId;
import dev.errand.schemas.WireJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** How a person's commands ended, as long as their results are kept. Thread-safe. */
final class CommandEnds {

  /** So many that ended badly are found at once. */
  static final int MOST = 100;

  private static final String OF =
      """
      select command_id, null as status, null::bytea as result, accepted_at as at from pending
      where user_id = :user and command_id in (:commands)
      union all
      select command_id, status, result, finished_at as at from done
      where user_id = :user and command_id in (:commands)
      """;

  /** Of what was asked for; whether a mail came back nobody asked. */
  private static final String BADLY =
      """
      select command_id, status, result, finished_at as at from done
      where user_id = :user and status <> 'succeeded' and finished_at >= :from and finished_at < :before
        and not (command_id like 'delivery-%' and position(:look in result) > 0)
      order by finished_at desc limit :most
      """;

  private final JdbcClient sql;
  private final Acting acting;

  CommandEnds(JdbcClient sql, Acting acting) {
    this.sql = sql;
    this.acting = acting;
  }

  /**
   * One command's.
   *
   * @param operation as its result says it
   * @param status absent while it has not ended
   * @param why the title of its problem; empty if it has none
   * @param at when it ended
   */
  record End(
      String command,
      @Nullable OperationName operation,
      @Nullable Status status,
      String why,
      Instant at) {

    private static End of(ResultSet row) throws SQLException {
      String status = row.getString("status");
      byte @Nullable [] kept = row.getBytes("result");
      JsonNode result = WireJson.mapper().readTree(kept == null ? new byte[] {'{', '}'} : kept);
      String type = result.path("command").path("type").asString("");
      return new End(
          row.getString("command_id"),
          OperationName.fitsCommandType(type) ? OperationName.ofCommandType(type) : null,
          status == null ? null : Status.ofWireName(status),
          result.path("problem").path("title").asString(""),
          row.getObject("at", OffsetDateTime.class).toInstant());
    }
  }

  /** Of those commands, by their ids; what is not kept any more is not in it. */
  Map<String, End> of(UserId user, Collection<String> commands) {
    return commands.isEmpty()
        ? Map.of()
        : acting
            .as(
                user,
                () ->
                    sql.sql(OF)
                        .param("user", user.value())
                        .param("commands", commands)
                        .query((row, _) -> End.of(row))
                        .list())
            .stream()
            .collect(Collectors.toMap(End::command, Function.identity(), (one, _) -> one));
  }

  /** Those that did not succeed, the newest {@value #MOST} of that time, newest first. */
  List<End> badly(UserId user, Instant from, Instant before) {
    return acting.as(
        user,
        () ->
            sql.sql(BADLY)
                .param("user", user.value())
                .param("from", from.atOffset(ZoneOffset.UTC))
                .param("before", before.atOffset(ZoneOffset.UTC))
                .param("look", MailsBack.LOOK)
                .param("most", MOST)
                .query((row, _) -> End.of(row))
                .list());
  }
}
