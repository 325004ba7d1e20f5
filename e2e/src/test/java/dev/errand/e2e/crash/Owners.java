package dev.errand.e2e.crash;

import dev.errand.e2e.Sql;
import dev.errand.local.LocalDatabase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the journal and the store say of who owns what. */
final class Owners {

  private final JdbcClient sql;

  Owners(LocalDatabase database) {
    this.sql = Sql.on(database);
  }

  /** How many partitions each engine owns. */
  Map<UUID, Integer> of(String topic) {
    Map<UUID, Integer> shares = new HashMap<>();
    owned(topic).forEach(each -> shares.merge(each.owner(), 1, Integer::sum));
    return shares;
  }

  /**
   * One partition that somebody owns.
   *
   * @param epoch grows each time it is claimed
   */
  record Owned(int partition, UUID owner, long epoch) {}

  List<Owned> owned(String topic) {
    return sql.sql(
            """
            select part as partition, owner, epoch from lane_owner
            where owner is not null and topic = ?
            """)
        .param(topic)
        .query(Owned.class)
        .list();
  }

  /** Whether somebody waits for a lock that another transaction holds. */
  boolean somebodyWaits() {
    return number("select count(*) from pg_stat_activity where wait_event_type = 'Lock'") > 0;
  }

  /** Whether some process has the refresh of a token in hand. */
  boolean leased() {
    return number(
            "select count(*) from refresh_lease where owner is not null and until >"
                + " clock_timestamp()")
        > 0;
  }

  /** Whether this user has to connect again. */
  boolean mustReconnect(String user, String provider) {
    return number(
            "select count(*) from connection where state = 'reconnect_needed' and user_id = '%s' and provider = '%s'"
                .formatted(user, provider))
        > 0;
  }

  /** How often a user's connection was changed: each refresh that is stored does it once. */
  long version(String user, String provider) {
    return number(
        "select max(version) from connection where user_id = '%s' and provider = '%s'"
            .formatted(user, provider));
  }

  long number(String query) {
    return sql.sql(query).query(Long.class).single();
  }
}
