package dev.errand.runtime.connections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.connections.Connection;
import dev.errand.connections.ConnectionStore;
import dev.errand.connections.ConsentFlow;
import dev.errand.connections.Consents;
import dev.errand.connections.RefreshLeases.Lease;
import dev.errand.connections.RefreshLeases.Taking;
import dev.errand.connections.Sealed;
import dev.errand.connections.SealedTokens;
import dev.errand.connections.WrappedKey;
import dev.errand.runtime.audit.AuditLog;
import dev.errand.runtime.connections.RealStore.Told;
import dev.errand.schemas.Provider;
import dev.errand.schemas.UserId;
import jakarta.persistence.EntityManager;
import java.net.URI;
import java.time.Clock;
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

/** Each statement on connections, sent for one user, finds nothing for anybody else. */
class StatementsTest {

  private final Connection ada = AnnounceChangesTest.connection();

  @Test
  void eachSeesTheRowsOfItsUserOnly() throws Exception {
    RealStore.RECORDED.mark();
    connectionsAndLeases();
    announcements();
    watch();
    keys();
    flows();

    assertThat(
            RealStore.RECORDED.missing(
                PostgresLeases.class,
                WatchChanges.class,
                PostgresAllDataKeys.class,
                AuditLog.class))
        .isEmpty();
    assertThat(RealStore.RECORDED.unproven()).as("found nothing for anybody").isEmpty();
    RealStore.RECORDED.assertShutOff(RealStore.bean(DataSource.class));
  }

  private void connectionsAndLeases() {
    ConnectionStore store = RealStore.connections();
    store.add(ada);
    store.find(ada.user(), Provider.NOTION, ada.account());
    assertThat(store.of(ada.user())).isNotEmpty();
    PostgresLeases leases = RealStore.leases("statements");
    Lease lease = ((Taking.Taken) leases.take(ada)).lease();
    assertThat(leases.take(ada)).isInstanceOf(Taking.Busy.class);
    leases.release(lease, Duration.ZERO);
    store.replace(AnnounceChangesTest.later(ada), 1);
    Connection due = due();
    store.add(due);
    assertThat(store.current(due.user(), Provider.NOTION)).isPresent();
    assertThat(leases.oldestDue(Instant.now())).isPresent();
    assertThat(leases.takeDue(Instant.now(), 100)).isNotEmpty();
  }

  /** Its refresh is overdue. */
  private static Connection due() {
    Connection connection = AnnounceChangesTest.connection();
    Instant now = Instant.now();
    return new Connection(
        connection.id(),
        connection.user(),
        connection.provider(),
        connection.version(),
        connection.account(),
        null,
        Set.of(),
        Map.of(),
        new Connection.State.Active(
            new SealedTokens(
                Sealed.of(new byte[] {1}),
                null,
                now.plusSeconds(60),
                now.minusSeconds(60),
                now.minusSeconds(3_000))),
        now);
  }

  private void announcements() {
    AnnounceChanges announce =
        new AnnounceChanges(
            new Told(),
            RealStore.bean(ConnectionRows.class),
            RealStore.store(),
            Runnable::run,
            Clock.offset(Clock.systemUTC(), Duration.ofMinutes(1)));
    announce.announce(AnnounceChangesTest.later(ada));
    announce.announce(ada);
    announce.catchUp();
  }

  private void watch() {
    Heard heard = new Heard();
    List<String> woken = new ArrayList<>();
    WatchChanges watch =
        new WatchChanges(
            RealStore.bean(JdbcClient.class),
            RealStore.store(),
            heard,
            (user, provider, ended) ->
                woken.add(user + " " + provider + " after " + heard.changes));
    watch.tellChanges();
    assertThat(heard.changes).isEmpty();
    Connection third = AnnounceChangesTest.later(AnnounceChangesTest.later(ada));
    RealStore.connections().replace(third, 2);
    watch.tellChanges();
    assertThat(heard.changes).contains(ada.user() + " notion 3");
    assertThat(woken)
        .anySatisfy(
            told ->
                assertThat(told)
                    .startsWith(ada.user() + " NOTION after")
                    .contains(ada.user() + " notion 3"));
  }

  private void keys() {
    JpaDataKeys keys = new JpaDataKeys(RealStore.bean(DataKeyRows.class), RealStore.store());
    UserId leaver = new UserId("leaver-" + UUID.randomUUID());
    keys.keepFirst(leaver, new WrappedKey("wrapped"));
    keys.destroy(leaver);
    keys.keepFirst(ada.user(), new WrappedKey("wrapped"));
    assertThat(keys.find(ada.user())).isPresent();
    PostgresAllDataKeys all =
        new PostgresAllDataKeys(RealStore.bean(JdbcClient.class), RealStore.store());
    assertThat(all.after(null, 1)).hasSize(1);
    assertThat(all.replace(ada.user(), new WrappedKey("wrapped"), new WrappedKey("anew"))).isTrue();
    assertThat(all.replace(ada.user(), new WrappedKey("wrapped"), new WrappedKey("late")))
        .isFalse();
  }

  private void flows() {
    JpaConsentFlows flows =
        new JpaConsentFlows(
            RealStore.bean(ConsentFlowRows.class),
            RealStore.bean(EntityManager.class),
            RealStore.store());
    ConsentFlow taken = flow(ada.user());
    flows.add(taken);
    assertThat(flows.take(taken.stateHash())).isPresent();
    flows.failed(ada.user(), Provider.NOTION, new Consents.Completion.NotYours());
    flows.add(flow(ada.user()));
    flows.removeExpired(Instant.now().plusSeconds(3_600));
  }

  static ConsentFlow flow(UserId user) {
    URI address = URI.create("https://provider.example");
    return new ConsentFlow(
        UUID.randomUUID(),
        "state-" + UUID.randomUUID(),
        "binding",
        user,
        Provider.NOTION,
        null,
        address.toString(),
        address,
        address,
        address,
        Instant.now().plusSeconds(600));
  }
}
