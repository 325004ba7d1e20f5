package dev.errand.e2e.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.errand.e2e.NewPeople;
import dev.errand.e2e.TestStack;
import dev.errand.local.drive.SandboxDriver;
import dev.errand.pipeline.CrashPoint;
import dev.errand.schemas.Provider;
import dev.errand.schemas.UserId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A thousand callers in two workers want a token that is no good any more, and the refresher finds
 * it due at the same time: one of the three refreshes it, once, and all callers have the new one.
 * {@code -Derrand.refresh-races=50} for more rounds.
 */
class RefreshRaceTest {

  private static final int ROUNDS = Integer.getInteger("errand.refresh-races", 3);
  private static final int CALLERS = 500;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final TestStack STACK = TestStack.shared();
  private static final Holder FIRST = new Holder(STACK, "note-worker", "racing-worker-1");
  private static final Holder SECOND = new Holder(STACK, "note-worker", "racing-worker-2");
  private static final Holder REFRESHER = new Holder(STACK, "token-refresher", "racing-refresher");

  private final SandboxDriver sandbox = STACK.sandbox();
  private final Stored stored = new Stored(STACK.stack().database());

  @BeforeAll
  static void start() {
    List<Holder> all = List.of(FIRST, SECOND, REFRESHER);
    all.forEach(Holder::launch);
    all.forEach(Holder::started);
  }

  @AfterAll
  static void stop() {
    List.of(FIRST, SECOND, REFRESHER).forEach(Holder::close);
  }

  @Test
  void aTokenThatNotionRefusedToAThousandIsRefreshedOnce() {
    for (UserId user : people()) {
      long version = stored.version(user, Provider.NOTION);
      assertOneRefresh(user, Provider.NOTION, version, version);
    }
  }

  @Test
  void aTokenOfMicrosoftThatEndedForAThousandIsRefreshedOnce() {
    for (UserId user : people()) {
      stored.expire(user, Provider.MICROSOFT);
      assertOneRefresh(user, Provider.MICROSOFT, stored.version(user, Provider.MICROSOFT), 0);
    }
  }

  private List<UserId> people() {
    return new NewPeople(STACK.stack(), sandbox).connected(ROUNDS);
  }

  /**
   * The first one stands still before its request until the others ask, too: none has a token by
   * then.
   */
  private void assertOneRefresh(UserId user, Provider provider, long version, long refused) {
    long before = sandbox.ledgerEnd();
    FIRST.trap().hold(CrashPoint.GRANT_WANTED);
    CompletableFuture<Answers> first = FIRST.ask(CALLERS, user, provider, refused);
    FIRST.trap().awaitReached(PATIENCE);
    stored.makeDue(user, provider, version);
    CompletableFuture<Answers> second = SECOND.ask(CALLERS, user, provider, refused);
    await().atMost(PATIENCE).until(() -> SECOND.asking() == CALLERS);
    FIRST.trap().letGo();

    Answers answers = first.join().and(second.join());

    assertThat(answers.callers()).isEqualTo(2 * CALLERS);
    assertThat(answers.areAll("usable " + (version + 1))).as("one new token: %s", answers).isTrue();
    TokenCalls calls = TokenCalls.since(sandbox, before);
    assertThat(calls.of(user, provider).granted()).isOne();
    assertThat(calls.count()).as("calls of all token endpoints").isOne();
  }
}
