package dev.errand.connections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.connections.Connection.State;
import dev.errand.connections.ConnectionStore.Saved;
import dev.errand.connections.RefreshLeases.Lease;
import dev.errand.connections.RefreshLeases.Leased;
import dev.errand.connections.RefreshLeases.Taking;
import dev.errand.schemas.Provider;
import dev.errand.schemas.UserId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every store of connections and leases promises. */
public abstract class ConnectionStoreContract {

  /** To the microsecond, which is what PostgreSQL keeps. */
  private static final Instant NOW = Instant.parse("2026-11-20T09:00:00.123456Z");

  private static final Instant LATER = NOW.plusNanos(5_000_001_999L);

  /** Each test has its own people, so that they can share one store. */
  private final String test = UUID.randomUUID().toString();

  private final UserId alice = new UserId("alice-" + test);
  private final UserId bob = new UserId("bob-" + test);

  protected abstract ConnectionStore store();

  protected abstract RefreshLeases leases();

  /** Leases grow older by this. */
  protected abstract void letPass(Duration time);

  @Test
  void whatWasAddedIsFoundAsItWas() {
    Connection active = connection(alice, "a1", 1, NOW);

    assertThat(store().add(active)).isEqualTo(Saved.DONE);

    assertThat(store().current(alice, Provider.NOTION)).contains(active);
    assertThat(store().find(alice, Provider.NOTION, account("a1"))).contains(active);
    assertThat(store().of(alice)).containsExactly(active);
    assertThat(store().current(alice, Provider.MICROSOFT)).isEmpty();
    assertThat(store().current(bob, Provider.NOTION)).isEmpty();
  }

  @Test
  void everyStateIsKept() {
    Connection active = connection(alice, "a1", 1, null);
    store().add(active);
    Connection asleep =
        active.next(new State.ReconnectNeeded(ReconnectCause.REFRESH_REFUSED), LATER);
    assertThat(store().replace(asleep, 1)).isEqualTo(Saved.DONE);
    assertThat(store().current(alice, Provider.NOTION)).contains(asleep);

    Connection ended = asleep.next(new State.Disconnected(), LATER);
    assertThat(store().replace(ended, 2)).isEqualTo(Saved.DONE);
    assertThat(store().current(alice, Provider.NOTION)).isEmpty();
    assertThat(store().find(alice, Provider.NOTION, account("a1"))).contains(ended);
  }

  @Test
  void whenSomebodyConnectedAgainAfterTheyHadLeftIsKept() {
    Connection first = connection(alice, "a1", 1, NOW);
    store().add(first);
    Connection asleep = first.next(new State.ReconnectNeeded(ReconnectCause.SIGN_IN_AGAIN), LATER);
    store().replace(asleep, 1);
    store().reconnect(connection(first.id(), alice, "a1", 3, NOW), 2);
    assertThat(current(alice).connectedAgainAt()).as("they never left").isNull();

    store().replace(current(alice).next(new State.Disconnected(), LATER), 3);
    store().reconnect(connection(first.id(), alice, "a1", 5, NOW), 4);
    Instant again = current(alice).connectedAgainAt();
    assertThat(again).isNotNull();
    store().replace(connection(first.id(), alice, "a1", 6, NOW), 5);
    assertThat(current(alice).connectedAgainAt()).as("a refresh").isEqualTo(again);

    store().replace(current(alice).next(new State.Disconnected(), LATER), 6);
    store().add(connection(alice, "a2", 8, NOW));
    assertThat(current(alice).connectedAgainAt()).as("another account").isAfterOrEqualTo(again);
    store().add(connection(bob, "b1", 1, NOW));
    assertThat(current(bob).connectedAgainAt()).as("what others do").isNull();
  }

  private Connection current(UserId user) {
    return store().current(user, Provider.NOTION).orElseThrow();
  }

  @Test
  void onlyTheVersionThatWasReadIsReplaced() {
    Connection active = connection(alice, "a1", 1, NOW);
    store().add(active);
    Connection second = connection(active.id(), alice, "a1", 2, NOW);
    assertThat(store().replace(second, 1)).isEqualTo(Saved.DONE);

    assertThat(store().replace(active.next(new State.Disconnected(), LATER), 1))
        .isEqualTo(Saved.VERSION_LOST);

    assertThat(store().current(alice, Provider.NOTION)).contains(second);
  }

  @Test
  void ofManyWhoReplaceOneVersionOneSucceeds() throws Exception {
    Connection active = connection(alice, "a1", 1, NOW);
    store().add(active);

    List<Saved> saved =
        atOnce(8, () -> store().replace(connection(active.id(), alice, "a1", 2, NOW), 1));

    assertThat(saved).containsOnlyOnce(Saved.DONE);
  }

  @Test
  void ofAnErasedConnectionNothingButItsVersionIsKept() {
    Connection ended = connection(alice, "a1", 1, NOW).next(new State.Disconnected(), LATER);
    store().add(connection(ended.id(), alice, "a1", 1, NOW));
    store().replace(ended, 1);
    Connection live = connection(alice, "a2", 3, NOW);
    store().add(live);

    store().eraseFacts(alice);

    assertThat(store().current(alice, Provider.NOTION))
        .map(Connection::facts)
        .contains(live.facts());
    assertThat(store().find(alice, Provider.NOTION, account("a1"))).isEmpty();
    Connection left =
        store().of(alice).stream().filter(one -> one.id().equals(ended.id())).findFirst().get();
    assertThat(left.version()).isEqualTo(ended.version());
    assertThat(left.facts()).isEmpty();
    assertThat(left.workspace()).isNull();
    assertThat(store().add(connection(bob, "a1", 1, NOW))).isEqualTo(Saved.DONE);
  }

  @Test
  void anAccountWorksForOneUserAtATime() {
    Connection alices = connection(alice, "shared", 1, NOW);
    store().add(alices);
    assertThat(store().add(connection(bob, "shared", 1, NOW))).isEqualTo(Saved.ACCOUNT_TAKEN);

    store().replace(alices.next(new State.Disconnected(), LATER), 1);
    assertThat(store().add(connection(bob, "shared", 1, NOW))).isEqualTo(Saved.DONE);
    assertThat(store().replace(connection(alices.id(), alice, "shared", 3, NOW), 2))
        .isEqualTo(Saved.ACCOUNT_TAKEN);
  }

  @Test
  void anAccountThatWaitsForItsPersonIsStillTheirs() {
    Connection alices = connection(alice, "shared", 1, NOW);
    store().add(alices);
    store()
        .replace(alices.next(new State.ReconnectNeeded(ReconnectCause.REFRESH_REFUSED), LATER), 1);

    assertThat(store().add(connection(bob, "shared", 1, NOW))).isEqualTo(Saved.ACCOUNT_TAKEN);
  }

  @Test
  void ofManyWhoConnectOneAccountOneSucceeds() throws Exception {
    List<Callable<Saved>> rivals =
        IntStream.range(0, 8)
            .<Callable<Saved>>mapToObj(
                number ->
                    () ->
                        store()
                            .add(
                                connection(
                                    new UserId("rival-" + number + "-" + test), "one", 1, NOW)))
            .toList();

    List<Saved> saved = atOnce(rivals);

    assertThat(saved).containsOnlyOnce(Saved.DONE).contains(Saved.ACCOUNT_TAKEN);
  }

  @Test
  void aUserHasOneLiveConnectionToAProvider() {
    store().add(connection(alice, "a1", 1, NOW));

    assertThat(store().add(connection(alice, "a2", 2, NOW))).isEqualTo(Saved.VERSION_LOST);
    assertThat(store().add(connection(alice, "a1", 2, NOW))).isEqualTo(Saved.VERSION_LOST);
  }

  @Test
  void aLeaseIsHadByOneAtATime() throws Exception {
    Connection connection = added(alice, null);

    List<Taking> takings = atOnce(8, () -> leases().take(connection));

    assertThat(takings.stream().filter(Taking.Taken.class::isInstance)).hasSize(1);
    assertThat(takings.stream().filter(Taking.Busy.class::isInstance)).hasSize(7);
  }

  @Test
  void aLeaseThatWasGivenBackCanBeTakenAtOnce() {
    Connection connection = added(alice, null);
    leases().release(taken(connection), Duration.ZERO);

    assertThat(leases().take(connection)).isInstanceOf(Taking.Taken.class);
  }

  @Test
  void aLeaseThatWasGivenBackToRestIsTakenByNobodyUntilThen() {
    Connection connection = added(alice, null);
    leases().release(taken(connection), Duration.ofSeconds(40));

    assertThat(leases().take(connection))
        .isInstanceOfSatisfying(
            Taking.Resting.class,
            resting ->
                assertThat(resting.left())
                    .isBetween(Duration.ofSeconds(20), Duration.ofSeconds(40)));
    letPass(Duration.ofSeconds(41));
    assertThat(leases().take(connection)).isInstanceOf(Taking.Taken.class);
  }

  @Test
  void aLeaseLapsesAndItsLateOwnerDoesNotGiveBackTheNextOwners() {
    Connection connection = added(alice, null);
    Lease late = taken(connection);
    letPass(Duration.ofSeconds(31));
    Lease next = taken(connection);
    assertThat(next.epoch()).isGreaterThan(late.epoch());

    leases().release(late, Duration.ZERO);

    assertThat(leases().take(connection)).isInstanceOf(Taking.Busy.class);
  }

  @Test
  void whatIsDueIsTakenOnceAndOnlyIfItIsActiveAndDue() {
    Connection due = added(alice, NOW.minusSeconds(60));
    Connection notDue = added(bob, NOW.plusSeconds(60));
    Connection dead = connection(new UserId("dead-" + test), "dead", 1, NOW.minusSeconds(60));
    store().add(dead);
    store().replace(dead.next(new State.ReconnectNeeded(ReconnectCause.REFRESH_REFUSED), LATER), 1);

    List<ConnectionId> first = takeDue(NOW);

    assertThat(first).contains(due.id()).doesNotContain(notDue.id(), dead.id());
    assertThat(takeDue(NOW)).doesNotContain(due.id());
    assertThat(leases().take(due)).isInstanceOf(Taking.Busy.class);
    letPass(Duration.ofSeconds(31));
    assertThat(takeDue(NOW)).contains(due.id());
  }

  @Test
  void instancesSideBySideNeverTakeTheSame() throws Exception {
    for (int user = 0; user < 40; user++) {
      added(new UserId("user-" + user + "-" + test), NOW.minusSeconds(600));
    }
    List<ConnectionId> taken =
        atOnce(
                8,
                () -> {
                  List<ConnectionId> mine = new ArrayList<>();
                  for (int batch = 0; batch < 10; batch++) {
                    leases().takeDue(NOW, 5).forEach(leased -> mine.add(leased.connection().id()));
                  }
                  return mine;
                })
            .stream()
            .flatMap(List::stream)
            .toList();

    assertThat(taken).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(40);
  }

  @Test
  void theOldestDueIsKnown() {
    assertThat(leases().oldestDue(Instant.parse("2001-01-01T00:00:00Z"))).isEmpty();
    added(alice, Instant.parse("2002-02-02T00:00:00Z"));

    assertThat(leases().oldestDue(NOW)).contains(Instant.parse("2002-02-02T00:00:00Z"));
  }

  private Connection added(UserId user, @Nullable Instant due) {
    Connection connection = connection(user, user.value(), 1, due);
    assertThat(store().add(connection)).isEqualTo(Saved.DONE);
    return connection;
  }

  private Lease taken(Connection connection) {
    Taking taking = leases().take(connection);
    assertThat(taking).isInstanceOf(Taking.Taken.class);
    return ((Taking.Taken) taking).lease();
  }

  private List<ConnectionId> takeDue(Instant now) {
    return leases().takeDue(now, 1_000).stream()
        .map(Leased::connection)
        .map(Connection::id)
        .toList();
  }

  private String account(String name) {
    return name + "-" + test;
  }

  private Connection connection(UserId user, String account, long version, @Nullable Instant due) {
    return connection(new ConnectionId(UUID.randomUUID()), user, account, version, due);
  }

  private Connection connection(
      ConnectionId id, UserId user, String account, long version, @Nullable Instant due) {
    return new Connection(
        id,
        user,
        Provider.NOTION,
        version,
        account(account),
        "workspace",
        Set.of("Mail.Send", "openid"),
        Map.of(Account.WORKSPACE_NAME, "Ähren & \"Söhne\""),
        new State.Active(
            new SealedTokens(
                sealed("access-" + version),
                due == null ? null : sealed("refresh-" + version),
                due == null ? null : due.plusSeconds(600),
                due,
                NOW)),
        NOW);
  }

  private static Sealed sealed(String text) {
    return Sealed.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private static <T> List<T> atOnce(int times, Callable<T> call) throws Exception {
    return atOnce(IntStream.range(0, times).mapToObj(_ -> call).toList());
  }

  private static <T> List<T> atOnce(List<Callable<T>> calls) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<T> answers = new ArrayList<>();
      for (Future<T> answer : threads.invokeAll(calls)) {
        answers.add(answer.get());
      }
      return answers;
    }
  }
}
