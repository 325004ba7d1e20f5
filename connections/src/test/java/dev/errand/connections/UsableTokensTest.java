package dev.errand.connections;

import static dev.errand.connections.World.ALICE;
import static dev.errand.connections.World.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.connections.Connection.State;
import dev.errand.connections.TokenEndpoint.Answer;
import dev.errand.connections.UsableTokens.Answer.ReconnectNeeded;
import dev.errand.connections.UsableTokens.Answer.Unavailable;
import dev.errand.connections.UsableTokens.Answer.Usable;
import dev.errand.schemas.Provider;
import dev.errand.schemas.UserId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsableTokensTest {

  @TempDir Path directory;
  private World world;
  private UsableTokens tokens;

  @BeforeEach
  void start() {
    world = new World(directory);
    tokens = world.process().usableTokens();
  }

  @Test
  void aUserWithoutAConnectionIsNotConnected() {
    world.connect(BOB, Provider.NOTION);

    assertThat(tokens.accessToken(ALICE, Provider.NOTION))
        .isInstanceOf(UsableTokens.Answer.NotConnected.class);
  }

  @Test
  void eachUserGetsTheirOwnToken() {
    world.connect(ALICE, Provider.NOTION);
    world.connect(BOB, Provider.NOTION);

    assertThat(given(ALICE, Provider.NOTION)).isEqualTo("canary-access-2");
    assertThat(given(BOB, Provider.NOTION)).isEqualTo("canary-access-4");
  }

  @Test
  void aTokenThatIsNotAboutToExpireIsGivenAsItIs() {
    world.connect(ALICE, Provider.MICROSOFT);
    world.clock.move(Duration.ofMinutes(40));
    String first = given(ALICE, Provider.MICROSOFT);

    assertThat(given(ALICE, Provider.MICROSOFT)).isEqualTo(first);
    assertThat(refreshesAt(world.microsoft)).isZero();
  }

  @Test
  void aTokenIsRefreshedInTheBackgroundAheadOfItsEnd() {
    world.connect(ALICE, Provider.MICROSOFT);
    world.clock.move(Duration.ofMinutes(40));
    String first = given(ALICE, Provider.MICROSOFT);
    world.clock.move(Duration.ofMinutes(12));

    assertThat(given(ALICE, Provider.MICROSOFT)).isEqualTo(first);
    assertThat(given(ALICE, Provider.MICROSOFT)).isNotEqualTo(first);
    assertThat(refreshesAt(world.microsoft)).isEqualTo(1);
  }

  @Test
  void aTokenGoesOnBeingGivenWhileItsRefreshFails() {
    world.connect(ALICE, Provider.MICROSOFT);
    world.clock.move(Duration.ofMinutes(40));
    String first = given(ALICE, Provider.MICROSOFT);
    world.microsoft.answers(_ -> new Answer.Unavailable(Duration.ofMinutes(1)));
    world.clock.move(Duration.ofMinutes(12));

    assertThat(given(ALICE, Provider.MICROSOFT)).isEqualTo(first);
    assertThat(given(ALICE, Provider.MICROSOFT)).isEqualTo(first);
    assertThat(refreshesAt(world.microsoft)).isEqualTo(1);
  }

  @Test
  void anExpiredTokenIsNeverGiven() {
    world.connect(ALICE, Provider.MICROSOFT);
    given(ALICE, Provider.MICROSOFT);
    world.microsoft.answers(_ -> new Answer.Unavailable(Duration.ofMinutes(1)));
    world.clock.move(Duration.ofMinutes(59));

    assertThat(tokens.accessToken(ALICE, Provider.MICROSOFT)).isInstanceOf(Unavailable.class);
  }

  @Test
  void aTokenWithoutAnEndIsRefreshedBeforeItsRefreshTokenCouldLapse() {
    world.connect(ALICE, Provider.NOTION);
    world.clock.move(Duration.ofDays(50));

    given(ALICE, Provider.NOTION);

    assertThat(refreshesAt(world.notion)).isEqualTo(1);
  }

  @Test
  void aTokenWithoutAnEndIsRefreshedWhenItWasRefused() {
    Connection connection = world.connect(ALICE, Provider.NOTION);
    world.clock.move(Duration.ofDays(40));
    String first = given(ALICE, Provider.NOTION);
    assertThat(refreshesAt(world.notion)).isZero();

    tokens.refused(ALICE, Provider.NOTION, connection.version());

    assertThat(given(ALICE, Provider.NOTION)).isNotEqualTo(first);
    assertThat(refreshesAt(world.notion)).isEqualTo(1);
  }

  @Test
  void aRefusedTokenIsNotGivenAgainWhenItsRefreshFails() {
    Connection connection = world.connect(ALICE, Provider.NOTION);
    given(ALICE, Provider.NOTION);
    tokens.refused(ALICE, Provider.NOTION, connection.version());
    world.notion.answers(_ -> new Answer.Unavailable(Duration.ofMinutes(1)));

    for (int attempt = 1; attempt <= 3; attempt++) {
      assertThat(tokens.accessToken(ALICE, Provider.NOTION)).isInstanceOf(Unavailable.class);
    }
    assertThat(refreshesAt(world.notion)).as("the lease rests in between").isEqualTo(1);
  }

  @Test
  void aLateWordAboutAnOldTokenDoesNotTouchTheNewOne() {
    Connection connection = world.connect(ALICE, Provider.NOTION);
    tokens.refused(ALICE, Provider.NOTION, connection.version());
    String second = given(ALICE, Provider.NOTION);

    tokens.refused(ALICE, Provider.NOTION, connection.version());

    assertThat(given(ALICE, Provider.NOTION)).isEqualTo(second);
    assertThat(refreshesAt(world.notion)).isEqualTo(1);
  }

  @Test
  void aRefusedRefreshTokenMeansThatThePersonHasToReconnect() {
    Connection connection = world.connect(ALICE, Provider.NOTION);
    world.notion.forgetAll();
    tokens.refused(ALICE, Provider.NOTION, connection.version());

    assertThat(tokens.accessToken(ALICE, Provider.NOTION))
        .isEqualTo(new ReconnectNeeded(ReconnectCause.REFRESH_REFUSED, world.clock.instant()));
    assertThat(world.stored(ALICE, Provider.NOTION).state())
        .isEqualTo(new State.ReconnectNeeded(ReconnectCause.REFRESH_REFUSED));
  }

  @Test
  void afterReconnectingTheNewTokenIsGiven() {
    Connection connection = world.connect(ALICE, Provider.NOTION);
    world.notion.forgetAll();
    tokens.refused(ALICE, Provider.NOTION, connection.version());
    tokens.accessToken(ALICE, Provider.NOTION);

    Connection again = world.connect(ALICE, Provider.NOTION);

    assertThat(again.id()).isEqualTo(connection.id());
    assertThat(again.version()).isGreaterThan(connection.version());
    assertThat(tokens.accessToken(ALICE, Provider.NOTION)).isInstanceOf(Usable.class);
  }

  @Test
  void aRefusedClientCondemnsNobody() {
    Connection connection = world.connect(ALICE, Provider.NOTION);
    world.notion.answers(_ -> new Answer.InvalidClient());
    tokens.refused(ALICE, Provider.NOTION, connection.version());

    assertThat(tokens.accessToken(ALICE, Provider.NOTION)).isInstanceOf(Unavailable.class);
    assertThat(world.stored(ALICE, Provider.NOTION)).isEqualTo(connection);
  }

  @Test
  void aTokenForAnotherAccountIsNeverTaken() {
    Connection connection = world.connect(ALICE, Provider.NOTION);
    world.notion.answers(
        answer ->
            answer instanceof Answer.Granted(Grant grant)
                ? new Answer.Granted(
                    new Grant(
                        grant.accessToken(),
                        grant.refreshToken(),
                        grant.expiresIn(),
                        grant.scopes(),
                        new Account("somebody-else", null, java.util.Map.of())))
                : answer);
    tokens.refused(ALICE, Provider.NOTION, connection.version());

    assertThat(tokens.accessToken(ALICE, Provider.NOTION)).isInstanceOf(Unavailable.class);
    assertThat(world.stored(ALICE, Provider.NOTION)).isEqualTo(connection);
  }

  @Test
  void aChangeElsewhereIsSeenAtOnce() {
    Connection connection = world.connect(ALICE, Provider.NOTION);
    given(ALICE, Provider.NOTION);
    world.process().disconnects().disconnect(ALICE, Provider.NOTION);

    tokens.changed(ALICE, Provider.NOTION, connection.version() + 1);

    assertThat(tokens.accessToken(ALICE, Provider.NOTION))
        .isInstanceOf(UsableTokens.Answer.NotConnected.class);
  }

  @Test
  void withoutItsEventADisconnectElsewhereIsSeenWithinASecond() {
    Connection connection = world.connect(ALICE, Provider.NOTION);
    given(ALICE, Provider.NOTION);
    world.process().disconnects().disconnect(ALICE, Provider.NOTION);
    world.clock.move(Duration.ofMillis(900));

    assertThat(tokens.mayUse(ALICE, Provider.NOTION, connection.id(), connection.version()))
        .isFalse();
    assertThat(tokens.accessToken(ALICE, Provider.NOTION))
        .isInstanceOf(UsableTokens.Answer.NotConnected.class);
  }

  @Test
  void aCachedTokenIsBelievedWhileChangesAreTold() {
    world.connect(ALICE, Provider.NOTION);
    long began = world.clock.nanos();
    given(ALICE, Provider.NOTION);
    world.store.away = true;
    for (int seconds = 1; seconds <= 60; seconds++) {
      world.clock.move(Duration.ofSeconds(1));
      tokens.told(began, world.clock.nanos());
      given(ALICE, Provider.NOTION);
    }

    world.clock.move(Duration.ofMillis(900));

    assertThat(tokens.accessToken(ALICE, Provider.NOTION)).isInstanceOf(Unavailable.class);
  }

  @Test
  void whatWasReadBeforeChangesWereToldIsNotBelievedForThem() {
    Connection connection = world.connect(ALICE, Provider.NOTION);
    given(ALICE, Provider.NOTION);
    world.process().disconnects().disconnect(ALICE, Provider.NOTION);
    world.clock.move(Duration.ofMillis(900));

    tokens.told(world.clock.nanos(), world.clock.nanos());

    assertThat(tokens.mayUse(ALICE, Provider.NOTION, connection.id(), connection.version()))
        .isFalse();
  }

  @Test
  void aTokenThatWasReadBeforeADisconnectAndComesAfterItIsNotKept() {
    Connection connection = world.connect(ALICE, Provider.NOTION);
    tokens.changed(ALICE, Provider.NOTION, connection.version() + 1);
    given(ALICE, Provider.NOTION); // as if its row had been read before the change
    world.process().disconnects().disconnect(ALICE, Provider.NOTION);

    assertThat(tokens.mayUse(ALICE, Provider.NOTION, connection.id(), connection.version()))
        .isFalse();
  }

  @Test
  void atTheLastMomentATokenIsGoodAsLongAsItsConnectionIs() {
    Connection connection = world.connect(ALICE, Provider.NOTION);
    given(ALICE, Provider.NOTION);

    assertThat(tokens.mayUse(ALICE, Provider.NOTION, connection.id(), connection.version()))
        .isTrue();
    assertThat(
            tokens.mayUse(
                ALICE, Provider.NOTION, new ConnectionId(UUID.randomUUID()), connection.version()))
        .isFalse();
    assertThat(tokens.mayUse(BOB, Provider.NOTION, connection.id(), connection.version()))
        .isFalse();
    assertThat(tokens.mayUse(ALICE, Provider.NOTION, connection.id(), connection.version() - 1))
        .as("a token of before a reconnect")
        .isFalse();
    world.store.away = true;
    world.clock.move(Duration.ofMillis(900));
    assertThat(tokens.mayUse(ALICE, Provider.NOTION, connection.id(), connection.version()))
        .isFalse();
  }

  @Test
  void anAnswerOfTheStoreThatComesLateIsNotBelieved() {
    Connection connection = world.connect(ALICE, Provider.NOTION);
    world.store.slow = () -> world.clock.move(Duration.ofSeconds(4));

    assertThat(tokens.mayUse(ALICE, Provider.NOTION, connection.id(), connection.version()))
        .isFalse();
  }

  @Test
  void whoAsksWhileSomebodyLooksMakesNoLookOfTheirOwnAndWaitsForABoundedTime() throws Exception {
    Connection connection = world.connect(ALICE, Provider.NOTION);
    AtomicInteger looks = new AtomicInteger();
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    world.store.slow =
        () -> {
          if (looks.incrementAndGet() == 1) {
            begun.countDown();
            awaited(goOn);
          }
        };
    Callable<Boolean> ask =
        () -> tokens.mayUse(ALICE, Provider.NOTION, connection.id(), connection.version());

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Boolean> first = threads.submit(ask);
      awaited(begun);
      for (Future<Boolean> other : threads.invokeAll(Collections.nCopies(50, ask))) {
        assertThat(other.get()).as("nobody can tell yet").isFalse();
      }
      goOn.countDown();
      assertThat(first.get()).isTrue();
    }
    assertThat(looks).hasValue(1);
  }

  private static void awaited(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void anOpenTokenNeedsNoKeyService() {
    world.connect(ALICE, Provider.NOTION);
    given(ALICE, Provider.NOTION);
    world.wrapper.away = true;
    world.clock.move(Duration.ofHours(2));

    given(ALICE, Provider.NOTION);
  }

  private String given(UserId user, Provider provider) {
    UsableTokens.Answer answer = tokens.accessToken(user, provider);
    assertThat(answer).isInstanceOf(Usable.class);
    return ((Usable) answer).token().secret().reveal();
  }

  /** All calls but the one that traded the code. */
  private static int refreshesAt(FakeTokenEndpoint endpoint) {
    return endpoint.calls.get() - 1;
  }

  @Test
  void whomTheProviderWantsToSignInAgainIsNeededOnceAndUntilTheyDid() {
    Connection connection = world.connect(ALICE, Provider.NOTION);
    UsableTokens here = world.process().usableTokens();
    UsableTokens there = world.process().usableTokens();
    here.personNeeded(ALICE, Provider.NOTION, connection.version());
    there.personNeeded(ALICE, Provider.NOTION, connection.version());

    assertThat(world.stored(ALICE, Provider.NOTION).version()).isEqualTo(connection.version() + 1);
    assertThat(here.accessToken(ALICE, Provider.NOTION))
        .isEqualTo(new ReconnectNeeded(ReconnectCause.SIGN_IN_AGAIN, world.clock.instant()));
    Connection again = world.connect(ALICE, Provider.NOTION);
    there.personNeeded(ALICE, Provider.NOTION, connection.version());
    assertThat(world.stored(ALICE, Provider.NOTION)).isEqualTo(again);
  }
}
