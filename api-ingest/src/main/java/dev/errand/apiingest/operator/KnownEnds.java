package dev.errand.apiingest.operator;

import dev.errand.runtime.postgres.Acting;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.UserId;
import dev.errand.schemas.WireJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the engine's journal remembers of ids. Thread-safe. */
record KnownEnds(JdbcClient sql, Acting acting) {

  private static final int AT_ONCE = 20;
  private static final int MOST = 10_000;

  /**
   * An id.
   *
   * @param end the status its command ended with, or that it is pending; absent if it has none
   * @param code why it was rejected
   */
  record Known(CommandId id, @Nullable String end, @Nullable String code) {

    boolean isFree() {
      return end == null;
    }

    /** Its command was refused, and for ever: an id has one result. */
    boolean isRejected() {
      return "rejected".equals(end);
    }

    /** Only because too many others waited: nothing was wrong with it. */
    boolean isTurnedAway() {
      return isRejected() && ProblemCode.QUOTA_EXCEEDED.wireName().equals(code);
    }
  }

  Known of(UserId user, CommandId id) {
    return known(user, List.of(id)).getFirst();
  }

  /** The first of a user's ids of which something is true; empty if it is of none of very many. */
  Optional<Known> first(UserId user, Stream<CommandId> ids, Predicate<Known> wanted) {
    return ids.limit(MOST)
        .gather(Gatherers.windowFixed(AT_ONCE))
        .flatMap(some -> known(user, some).stream())
        .filter(wanted)
        .findFirst();
  }

  private List<Known> known(UserId user, List<CommandId> ids) {
    Map<String, Known> known = new HashMap<>();
    acting.as(user, () -> ended(user, ids)).forEach(each -> known.put(each.id().value(), each));
    return ids.stream()
        .map(id -> known.getOrDefault(id.value(), new Known(id, null, null)))
        .toList();
  }

  private List<Known> ended(UserId user, List<CommandId> ids) {
    return sql.sql(
            """
            SELECT command_id, 'pending' AS status, NULL::bytea AS rejection FROM pending
            WHERE user_id = :user AND command_id IN (:ids)
            UNION ALL
            SELECT command_id, status, CASE status WHEN 'rejected' THEN result END FROM done
            WHERE user_id = :user AND command_id IN (:ids)
            """)
        .param("user", user.value())
        .param("ids", ids.stream().map(CommandId::value).toList())
        .query((row, n) -> known(row))
        .list();
  }

  private static Known known(ResultSet row) throws SQLException {
    byte @Nullable [] rejection = row.getBytes("rejection");
    return new Known(
        new CommandId(row.getString("command_id")),
        row.getString("status"),
        rejection == null
            ? null
            : WireJson.mapper().readTree(rejection).path("problem").path("code").asString());
  }
}
