package dev.errand.apiingest.operator;

import dev.errand.schemas.CommandId;
import dev.errand.schemas.UserId;
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
record KnownEnds(JdbcClient sql) {

  private static final int AT_ONCE = 20;
  private static final int MOST = 10_000;

  /**
   * An id.
   *
   * @param end the status its command ended with, or that it is pending; absent if it has none
   */
  record Known(CommandId id, @Nullable String end) {

    boolean isFree() {
      return end == null;
    }

    /** Its command was refused, and for ever: an id has one result. */
    boolean isRejected() {
      return "rejected".equals(end);
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
    Map<String, String> ends = new HashMap<>();
    sql.sql(
            """
            SELECT command_id, 'pending' AS status FROM pending
            WHERE user_id = :user AND command_id IN (:ids)
            UNION ALL
            SELECT command_id, status FROM done WHERE user_id = :user AND command_id IN (:ids)
            """)
        .param("user", user.value())
        .param("ids", ids.stream().map(CommandId::value).toList())
        .query(
            row -> {
              ends.put(row.getString("command_id"), row.getString("status"));
            });
    return ids.stream().map(id -> new Known(id, ends.get(id.value()))).toList();
  }
}
