package dev.errand.apiingest.operator;

import dev.errand.schemas.CommandId;
import dev.errand.schemas.UserId;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the engine's journal remembers of an id. Thread-safe. */
record KnownEnds(JdbcClient sql) {

  static final String PENDING = "pending";
  static final String REJECTED = "rejected";

  /** The status it ended with, or that it is pending; empty if the id is free. */
  Optional<String> of(UserId user, CommandId id) {
    return sql
        .sql(
            """
            SELECT 'pending' FROM pending WHERE user_id = :user AND command_id = :id
            UNION ALL
            SELECT status FROM done WHERE user_id = :user AND command_id = :id
            """)
        .param("user", user.value())
        .param("id", id.value())
        .query(String.class)
        .list()
        .stream()
        .findFirst();
  }
}
