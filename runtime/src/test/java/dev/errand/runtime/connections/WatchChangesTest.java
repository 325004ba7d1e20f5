package dev.errand.runtime.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.errand.connections.Connection;
import dev.errand.connections.Connection.State;
import dev.errand.connections.ConnectionId;
import dev.errand.connections.ConnectionStore;
import dev.errand.connections.Sealed;
import dev.errand.connections.SealedTokens;
import dev.errand.schemas.Provider;
import dev.errand.schemas.UserId;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What people take back is heard, whatever else the database and its connections are busy with. */
class WatchChangesTest {

  private static final Duration SOON = Duration.ofSeconds(30);

  private final ConnectionStore store = RealStore.connections();
  private final Heard heard = new Heard();

  @Test
  void aPoolWithoutAFreeConnectionDelaysNoChange() throws Exception {
    DataSource apps = RealStore.bean(DataSource.class);
    Connection connection = AnnounceChangesTest.connection();
    store.add(connection);
    Connection later = AnnounceChangesTest.later(connection);
    List<java.sql.Connection> taken = new ArrayList<>();
    try (WatchChanges watch = WatchChanges.beside(apps, heard, (user, provider, ended) -> {})) {
      watch.tellChanges();
      store.replace(later, 1);
      takeAll(apps, taken);
      watch.start();
      await().atMost(SOON).until(() -> heard.changes.contains(told(later)));
      watch.stop();
    } finally {
      for (java.sql.Connection each : taken) {
        each.close();
      }
    }
  }

  /** It holds the horizon back, so what was committed since is told again and again. */
  @Test
  void aLongTransactionDelaysNoChangeAndNoneIsMissed() throws Exception {
    Connection connection = AnnounceChangesTest.connection();
    store.add(connection);
    WatchChanges watch =
        new WatchChanges(
            RealStore.bean(JdbcClient.class),
            RealStore.store(),
            heard,
            (user, provider, ended) -> {});
    try (java.sql.Connection open = RealStore.owners().getConnection()) {
      open.setAutoCommit(false);
      open.createStatement().execute("create table long_transaction ()");
      watch.tellChanges();
      Connection second = AnnounceChangesTest.later(connection);
      store.replace(second, 1);
      watch.tellChanges();
      assertThat(heard.changes).contains(told(second));

      Connection third = AnnounceChangesTest.later(second);
      store.replace(third, 2);
      watch.tellChanges();
      assertThat(heard.changes).contains(told(third));
      open.rollback();
    }
    watch.tellChanges();
    heard.changes.clear();
    watch.tellChanges();
    assertThat(heard.changes).as("told when it was over").doesNotContain(told(connection));
  }

  @Test
  void whetherNothingIsLeftIsTold() {
    List<String> told = new ArrayList<>();
    UserId user = new UserId("user-" + UUID.randomUUID());
    WatchChanges watch =
        new WatchChanges(
            RealStore.bean(JdbcClient.class),
            RealStore.store(),
            heard,
            (who, provider, ended) -> {
              if (who.equals(user)) {
                told.add(provider.wireName() + (ended ? " ended" : " live"));
              }
            });
    Connection work = active(user, "work", 1);
    store.add(work);
    watch.tellChanges();

    Connection left = with(work, 2, new State.Disconnected());
    store.replace(left, 1);
    watch.tellChanges();
    assertThat(told).containsOnly("notion ended");

    settled(watch, told);
    store.replace(with(work, 3, work.state()), 2);
    watch.tellChanges();
    assertThat(told).containsOnly("notion live");

    settled(watch, told);
    store.replace(with(work, 4, new State.Disconnected()), 3);
    store.add(active(user, "home", 5));
    watch.tellChanges();
    assertThat(told).as("left, and another account is there").containsOnly("notion live");
  }

  /** What was committed may be told a second time. */
  private static void settled(WatchChanges watch, List<String> told) {
    watch.tellChanges();
    watch.tellChanges();
    told.clear();
  }

  private static Connection active(UserId user, String account, long version) {
    return new Connection(
        new ConnectionId(UUID.randomUUID()),
        user,
        Provider.NOTION,
        version,
        account + " of " + user,
        null,
        Set.of(),
        Map.of(),
        new State.Active(
            new SealedTokens(
                Sealed.of("x".getBytes(StandardCharsets.UTF_8)), null, null, null, Instant.now())),
        Instant.now());
  }

  private static Connection with(Connection before, long version, State state) {
    return new Connection(
        before.id(),
        before.user(),
        before.provider(),
        version,
        before.account(),
        null,
        Set.of(),
        Map.of(),
        state,
        Instant.now());
  }

  private static void takeAll(DataSource apps, List<java.sql.Connection> taken) {
    try {
      while (true) {
        taken.add(apps.getConnection());
      }
    } catch (SQLException none) {
      assertThat(taken).isNotEmpty();
    }
  }

  private static String told(Connection change) {
    return change.user() + " " + change.provider().wireName() + " " + change.version();
  }
}
