package dev.errand.e2e.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.e2e.Sql;
import dev.errand.local.LocalDatabase;
import dev.errand.schemas.Provider;
import dev.errand.schemas.UserId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** Connections as they are in the tables, which a test may also set. */
final class Stored {

  private static final String OF_ONE = " where user_id = :user and provider = :provider";

  private final JdbcClient sql;

  Stored(LocalDatabase database) {
    this.sql = Sql.on(database);
  }

  long version(UserId user, Provider provider) {
    return ofOne("select max(version) from connection" + OF_ONE, user, provider)
        .query(Long.class)
        .single();
  }

  String state(UserId user, Provider provider) {
    return ofOne("select state from connection" + OF_ONE, user, provider)
        .query(String.class)
        .single();
  }

  /** Who refreshes it, and which time that is. */
  String lease(UserId user, Provider provider) {
    return ofOne(
            "select concat(owner, ' ', epoch) from connection join refresh_lease on connection_id ="
                + " id"
                + OF_ONE,
            user,
            provider)
        .query(String.class)
        .single();
  }

  /** Its access token ends now. */
  void expire(UserId user, Provider provider) {
    change("expires_at = now(), refresh_due_at = null", user, provider);
  }

  /** It is due for the refresher, unless another version is there by now. */
  void makeDue(UserId user, Provider provider, long version) {
    change(
        """
        refresh_due_at =
            case when version = %d then now() - interval '1 hour' else refresh_due_at end
        """
            .formatted(version),
        user,
        provider);
  }

  /** Whether each change of anybody's has been told to Kafka. */
  boolean isAllAnnounced() {
    return sql.sql("select count(*) from connection where announced < version")
            .query(Long.class)
            .single()
        == 0;
  }

  private void change(String what, UserId user, Provider provider) {
    int changed = ofOne("update connection set " + what + OF_ONE, user, provider).update();
    assertThat(changed).isEqualTo(1);
  }

  private StatementSpec ofOne(String statement, UserId user, Provider provider) {
    return sql.sql(statement).param("user", user.value()).param("provider", provider.wireName());
  }
}
