package dev.errand.runtime.index;

import dev.errand.schemas.UserId;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** People whose connections are in the database, as the owner of the tables puts them there. */
public final class Shelves {

  private Shelves() {}

  public static Shelf make(JdbcClient owner, UserId user, UUID connection) {
    var _ =
        owner
            .sql(
                """
                insert into connection (id, user_id, provider, account, scopes, facts, state,
                  version, access_token, changed_at)
                values (:id, :user, 'notion', :account, '{}', '{}', 'active', 1, 'x', now())
                """)
            .param("id", connection)
            .param("user", user.value())
            .param("account", "bot-" + connection)
            .update();
    return new Shelf(user, connection);
  }

  /** As a person's disconnecting does. */
  public static void disconnect(JdbcClient sql, Shelf shelf) {
    var _ =
        sql.sql(
                """
                update connection set state = 'disconnected', access_token = null
                where id = :id
                """)
            .param("id", shelf.connection())
            .update();
  }
}
