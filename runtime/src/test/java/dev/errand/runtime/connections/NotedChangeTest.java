package dev.errand.runtime.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.errand.connections.Connection;
import dev.errand.connections.Connection.State;
import dev.errand.connections.ConnectionId;
import dev.errand.connections.ConnectionStore;
import dev.errand.connections.ConnectionStore.Saved;
import dev.errand.connections.Consents.Completion;
import dev.errand.connections.Consents.Denial;
import dev.errand.connections.Consents.Reason;
import dev.errand.connections.Disconnects.Receipt;
import dev.errand.connections.Disconnects.Revocation;
import dev.errand.connections.Erasures.Erased;
import dev.errand.connections.ReconnectCause;
import dev.errand.connections.Sealed;
import dev.errand.connections.SealedTokens;
import dev.errand.connections.WrappedKey;
import dev.errand.runtime.audit.read.AuditTrail;
import dev.errand.runtime.postgres.Acting;
import dev.errand.schemas.Provider;
import dev.errand.schemas.UserId;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Whoever changes a connection through the store leaves a line, and whoever changes nothing none.
 */
class NotedChangeTest {

  private final UserId ada = new UserId("ada-" + UUID.randomUUID());
  private final ConnectionStore store = RealStore.connections();
  private final Connection first = active(ada, "account-of-" + ada);

  @Test
  void eachChangeOfAConnectionIsWrittenDown() {
    store.add(first);
    store.replace(change(first, 2, first.state()), 1);
    store.replace(change(first, 3, new State.ReconnectNeeded(ReconnectCause.REFRESH_REFUSED)), 2);
    store.reconnect(change(first, 4, first.state()), 3);
    store.replace(change(first, 5, new State.Disconnected()), 4);
    store.reconnect(change(first, 6, first.state()), 5);

    assertThat(lines())
        .containsExactly(
            "connected by person: null to 1, null",
            "refreshed by errand: 1 to 2, null",
            "reconnect_needed by errand: 2 to 3, refresh_refused",
            "reconnected by person: 3 to 4, null",
            "disconnected by person: 4 to 5, null",
            "connected by person: 5 to 6, null");
    assertThat(trail())
        .allSatisfy(
            line -> {
              assertThat(line.provider()).isEqualTo("notion");
              assertThat(line.connection()).isEqualTo(first.id().toString());
            });
  }

  @Test
  void whatChangedNothingLeavesNoLine() {
    store.add(first);
    assertThat(store.replace(change(first, 9, first.state()), 8)).isEqualTo(Saved.VERSION_LOST);
    UserId bob = new UserId("bob-" + UUID.randomUUID());
    assertThat(store.add(active(bob, first.account()))).isEqualTo(Saved.ACCOUNT_TAKEN);
    assertThat(lines()).hasSize(1);
    assertThat(trail(bob)).isEmpty();
  }

  /** The change is rolled back with its line. */
  @Test
  void whatCannotBeWrittenDownIsNotDone() {
    store.add(first);
    RealStore.sql().sql("alter function append_audit rename to gone").update();
    try {
      assertThatExceptionOfType(RuntimeException.class)
          .isThrownBy(() -> store.replace(change(first, 2, new State.Disconnected()), 1));
    } finally {
      RealStore.sql().sql("alter function gone rename to append_audit").update();
    }
    assertThat(store.current(ada, Provider.NOTION)).map(Connection::version).hasValue(1L);
  }

  @Test
  void consentsThatFailedSayHowAndWhetherItWasThePerson() {
    JpaConsentFlows flows = flows();
    flows.failed(ada, Provider.NOTION, new Completion.Denied(Denial.BY_THE_PERSON));
    flows.failed(ada, Provider.NOTION, new Completion.NotYours());
    flows.failed(ada, Provider.NOTION, new Completion.ExchangeFailed(Reason.CODE_REFUSED));
    flows.failed(ada, Provider.NOTION, new Completion.AccountTaken());
    assertThat(lines())
        .containsExactly(
            "consent_failed by person: null to null, denied_by_the_person",
            "consent_failed by stranger: null to null, not_yours",
            "consent_failed by person: null to null, code_refused",
            "consent_failed by person: null to null, account_taken");
  }

  @Test
  void aDataKeyIsWrittenDownOnceWhenItIsMadeAndWhenItIsDestroyed() {
    JpaDataKeys keys = new JpaDataKeys(RealStore.bean(DataKeyRows.class), RealStore.store());
    keys.keepFirst(ada, new WrappedKey("wrapped"));
    keys.keepFirst(ada, new WrappedKey("too late"));
    new PostgresAllDataKeys(RealStore.bean(JdbcClient.class), RealStore.store())
        .replace(ada, new WrappedKey("wrapped"), new WrappedKey("anew"));
    keys.destroy(ada);
    keys.destroy(ada);
    assertThat(trail())
        .extracting(line -> line.act() + " by " + line.actor())
        .containsExactly(
            "data_key_destroyed by person",
            "data_key_rewrapped by operator",
            "data_key_made by person");
  }

  @Test
  void whatBecameOfTheTokensAtTheProviderIsWrittenDownAfterTheEnd() {
    Connection ended = change(first, 2, new State.Disconnected());
    Receipt receipt = new Receipt.Disconnected(ended, Revocation.NOT_POSSIBLE);
    assertThat(
            new NotedDisconnects((_, _) -> receipt, RealStore.store())
                .disconnect(ada, Provider.NOTION))
        .isEqualTo(receipt);
    new NotedDisconnects((_, _) -> new Receipt.NotConnected(), RealStore.store())
        .disconnect(ada, Provider.NOTION);
    new NotedErasures(
            _ -> new Erased.Done(Map.of(Provider.NOTION, Revocation.REVOKED)), RealStore.store())
        .erase(ada);
    assertThat(lines())
        .containsExactly(
            "revocation by errand: null to 2, not_possible",
            "revocation by errand: null to null, revoked");
  }

  private static JpaConsentFlows flows() {
    return new JpaConsentFlows(
        RealStore.bean(ConsentFlowRows.class),
        RealStore.bean(EntityManager.class),
        RealStore.store());
  }

  private List<String> lines() {
    return trail().reversed().stream()
        .map(
            line ->
                "%s by %s: %s to %s, %s"
                    .formatted(
                        line.act(),
                        line.actor(),
                        line.versionBefore(),
                        line.version(),
                        line.detail()))
        .toList();
  }

  private List<AuditTrail.Line> trail() {
    return trail(ada);
  }

  private static List<AuditTrail.Line> trail(UserId user) {
    return new AuditTrail(RealStore.bean(JdbcClient.class), RealStore.bean(Acting.class))
        .of(user, AuditTrail.NEWEST, 100);
  }

  private static Connection active(UserId user, String account) {
    Sealed sealed = Sealed.of(new byte[] {1, 2, 3});
    return new Connection(
        new ConnectionId(UUID.randomUUID()),
        user,
        Provider.NOTION,
        1,
        account,
        null,
        Set.of(),
        Map.of(),
        new State.Active(new SealedTokens(sealed, sealed, null, null, Instant.EPOCH)),
        Instant.EPOCH);
  }

  private static Connection change(Connection of, long version, State state) {
    return new Connection(
        of.id(),
        of.user(),
        of.provider(),
        version,
        of.account(),
        of.workspace(),
        of.scopes(),
        of.facts(),
        state,
        of.changedAt());
  }
}
