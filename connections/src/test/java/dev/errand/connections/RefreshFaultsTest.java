package dev.errand.connections;

import static dev.errand.connections.World.ALICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.connections.Connection.State;
import dev.errand.connections.ConnectionStore.Saved;
import dev.errand.connections.TokenEndpoint.Answer;
import dev.errand.connections.UsableTokens.Answer.ReconnectNeeded;
import dev.errand.connections.UsableTokens.Answer.Unavailable;
import dev.errand.connections.UsableTokens.Answer.Usable;
import dev.errand.schemas.Provider;
import dev.errand.schemas.Secret;
import dev.errand.schemas.UserId;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Notion's rules in all of these: a refresh kills the tokens before it. */
class RefreshFaultsTest {

  @TempDir Path directory;
  private World world;
  private Connection connection;

  @BeforeEach
  void connect() {
    world = new World(directory);
    connection = world.connect(ALICE, Provider.NOTION);
  }

  @Test
  void whenTheKeyServiceIsAwayTheTokenEndpointIsNotCalled() {
    world.wrapper.away = true;
    UsableTokens tokens = world.process().usableTokens();
    int before = world.notion.calls.get();
    tokens.refused(ALICE, Provider.NOTION, connection.version());

    assertThat(tokens.accessToken(ALICE, Provider.NOTION)).isInstanceOf(Unavailable.class);
    assertThat(world.notion.calls).hasValue(before);
  }

  @Test
  void aStoreThatIsAwayAfterTheAnswerLosesNothing() {
    AtomicInteger faults = new AtomicInteger(5);
    world.store.beforeReplace(
        () -> {
          if (faults.getAndDecrement() > 0) {
            throw new OutOfReach("the store", new IllegalStateException("restarting"));
          }
        });

    assertThat(afterRefusal(world.process())).isInstanceOf(Usable.class);
  }

  @Test
  void aCommitWhoseAnswerWasLostIsFoundAgain() {
    AtomicInteger faults = new AtomicInteger(1);
    world.store.afterReplace(
        saved -> {
          if (faults.getAndDecrement() > 0) {
            throw new OutOfReach("the store", new IllegalStateException("reset"));
          }
          return saved;
        });

    assertThat(afterRefusal(world.process())).isInstanceOf(Usable.class);
    assertThat(world.stored(ALICE, Provider.NOTION).version()).isEqualTo(connection.version() + 1);
  }

  /** The one case in which a grant is lost: the provider's answer died with the process. */
  @Test
  void aCrashBetweenAnswerAndCommitIsToldToThePerson() {
    world.notion.beforeAnswer(() -> crash());
    assertThatThrownBy(() -> afterRefusal(world.process())).hasRootCauseInstanceOf(Crash.class);
    world.notion.beforeAnswer(() -> {});
    world.clock.move(Duration.ofMinutes(1));

    assertThat(afterRefusal(world.process()))
        .isEqualTo(new ReconnectNeeded(ReconnectCause.REFRESH_REFUSED, world.clock.instant()));
  }

  @Test
  void aCrashBeforeTheCallCostsOnlyTheLengthOfTheLease() {
    world.store.take(connection);
    assertThat(afterRefusal(world.process())).isInstanceOf(Unavailable.class);
    world.clock.move(Duration.ofSeconds(30));

    assertThat(afterRefusal(world.process())).isInstanceOf(Usable.class);
  }

  /** Whoever has the lease by then sends the same refresh token, which is good for one call. */
  @Test
  void aCallThatMightEndAfterItsLeaseIsNotBegun() {
    SlowKeys slow = new SlowKeys();
    Connections process = world.process(Runnable::run, world.clock::move, slow, world.store);
    int before = world.notion.calls.get();

    slow.takes = Duration.ofSeconds(15);
    assertThat(afterRefusal(process)).isInstanceOf(Unavailable.class);
    assertThat(world.notion.calls).hasValue(before);
    slow.takes = Duration.ofSeconds(13);
    world.clock.move(Duration.ofSeconds(1));
    assertThat(afterRefusal(process)).isInstanceOf(Usable.class);
  }

  /** A key service that lets time pass. */
  private final class SlowKeys implements KeyWrapper {

    private Duration takes = Duration.ZERO;

    @Override
    public WrappedKey wrap(UserId user, byte[] dataKey) {
      return world.wrapper.wrap(user, dataKey);
    }

    @Override
    public byte[] unwrap(UserId user, WrappedKey wrapped) {
      world.clock.move(takes);
      return world.wrapper.unwrap(user, wrapped);
    }
  }

  @Test
  void whoeverComesSecondDoesNotOverwriteANewerVersion() {
    world.notion.beforeAnswer(
        () -> {
          world.notion.beforeAnswer(() -> {});
          world.connect(ALICE, Provider.NOTION);
        });

    UsableTokens.Answer answer = afterRefusal(world.process());

    assertThat(answer).isInstanceOf(Usable.class);
    assertThat(((Usable) answer).token().connection())
        .isEqualTo(world.stored(ALICE, Provider.NOTION));
  }

  /** A paused past its lease with the answer in hand; B sees the refresh token spent. */
  @Test
  void aGrantThatWasCondemnedTooEarlyIsGivenBackByItsLateOwner() {
    world.notion.beforeAnswer(
        () -> {
          world.notion.beforeAnswer(() -> {});
          world.clock.move(Duration.ofMinutes(1));
          assertThat(afterRefusal(world.process())).isInstanceOf(ReconnectNeeded.class);
        });

    UsableTokens.Answer answer = afterRefusal(world.process());

    assertThat(answer).isInstanceOf(Usable.class);
    assertThat(world.stored(ALICE, Provider.NOTION).state()).isInstanceOf(State.Active.class);
    assertThat(world.stored(ALICE, Provider.NOTION).version()).isEqualTo(connection.version() + 2);
    assertThat(afterRefusal(world.process())).isInstanceOf(Usable.class);
  }

  /** B took the lapsed lease, and its invalid_grant is on the way while A commits. */
  @Test
  void aRefusalThatCrossesACommitCondemnsNobody() {
    AtomicInteger answers = new AtomicInteger();
    world.notion.answers(
        answer -> {
          if (answers.getAndIncrement() == 0) {
            storeBehindOurBack();
            return new Answer.InvalidGrant();
          }
          return answer;
        });

    assertThat(afterRefusal(world.process())).isInstanceOf(Usable.class);
    assertThat(world.stored(ALICE, Provider.NOTION).state()).isInstanceOf(State.Active.class);
  }

  @Test
  void aDisconnectThatCrossesARefreshWinsAndTheNewTokensAreRevoked() {
    world.notion.beforeAnswer(
        () -> {
          world.notion.beforeAnswer(() -> {});
          world.process().disconnects().disconnect(ALICE, Provider.NOTION);
        });

    assertThat(afterRefusal(world.process())).isInstanceOf(UsableTokens.Answer.NotConnected.class);
    assertThat(world.notion.revoked)
        .containsExactlyInAnyOrder("canary-access-2", "canary-access-3");
    assertThat(world.stored(ALICE, Provider.NOTION).state()).isInstanceOf(State.Disconnected.class);
  }

  @Test
  void aProcessThatStopsBeginsNoRefresh() {
    Connections process = world.process();
    process.close();
    int before = world.notion.calls.get();

    assertThat(afterRefusal(process)).isInstanceOf(Unavailable.class);
    assertThat(world.notion.calls).hasValue(before);
  }

  @Test
  void aProcessThatStopsWaitsForTheRefreshInFlight() throws Exception {
    Connections process = world.process();
    CountDownLatch answered = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    world.notion.beforeAnswer(
        () -> {
          answered.countDown();
          await(goOn);
        });
    Thread caller = Thread.startVirtualThread(() -> afterRefusal(process));
    await(answered);
    Thread stopping = Thread.startVirtualThread(process::close);
    Awaitility.await().until(() -> stopping.getState() == Thread.State.TIMED_WAITING);
    goOn.countDown();

    stopping.join();
    assertThat(world.stored(ALICE, Provider.NOTION).version()).isEqualTo(connection.version() + 1);
    caller.join();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  /** Another process refused its token, refreshed, and committed under the same key. */
  private void storeBehindOurBack() {
    DataKey key = new DataKeys(world.dataKeys, world.wrapper, new SecureRandom()).existing(ALICE);
    Grant grant =
        new Grant(
            Secret.of("canary-other"), Secret.of("canary-other-refresh"), null, Set.of(), null);
    SealedTokens tokens =
        new TokenSeal(new Random(1))
            .seal(
                key,
                Provider.NOTION,
                connection.id(),
                connection.version() + 1,
                grant,
                grant.refreshToken(),
                world.clock.instant());
    assertThat(
            world.store.replace(
                connection.next(new State.Active(tokens), world.clock.instant()),
                connection.version()))
        .isEqualTo(Saved.DONE);
  }

  private UsableTokens.Answer afterRefusal(Connections process) {
    UsableTokens tokens = process.usableTokens();
    tokens.refused(ALICE, Provider.NOTION, world.stored(ALICE, Provider.NOTION).version());
    return tokens.accessToken(ALICE, Provider.NOTION);
  }

  private static void crash() {
    throw new Crash();
  }

  /** The process is gone: nothing of ours catches it. */
  private static final class Crash extends Error {

    private static final long serialVersionUID = 1L;
  }
}
