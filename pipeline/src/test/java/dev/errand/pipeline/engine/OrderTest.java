package dev.errand.pipeline.engine;

import static dev.errand.pipeline.engine.Stage.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.pipeline.Cost;
import dev.errand.pipeline.Failure;
import dev.errand.pipeline.Limit;
import dev.errand.pipeline.LimitUnit;
import dev.errand.pipeline.Operation;
import dev.errand.pipeline.OperationContext;
import dev.errand.pipeline.TokenSource.Answer;
import dev.errand.pipeline.engine.Stage.Member;
import dev.errand.pipeline.engine.TroubledJournal.Hold;
import dev.errand.pipeline.engine.TroubledJournal.Trouble;
import dev.errand.pipeline.journal.Entry;
import dev.errand.pipeline.journal.Sample;
import dev.errand.schemas.Command;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.Priority;
import dev.errand.schemas.UserId;
import dev.errand.schemas.WaitCause;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One user's commands run in their order, one at a time, and nobody waits for somebody else. */
@Timeout(60)
class OrderTest {

  private static final UserId ADA = new UserId("ada");
  private static final UserId BOB = new UserId("bob");
  private static final UserId CY = new UserId("cy");
  private static final UserId DEE = new UserId("dee");
  private static final OperationName SEND = new OperationName("test.send");

  private final Stage stage = new Stage();
  private final CrowdProvider provider = stage.provider;

  @AfterEach
  void close() {
    stage.close();
  }

  private static Failure later(WaitCause cause, Failure.Scope scope, Duration after) {
    return new Failure.RetryLater(cause, scope, Optional.of(after));
  }

  private static Failure retry() {
    return later(WaitCause.RETRY, Failure.Scope.USER, Duration.ZERO);
  }

  private List<String> served(UserId user) {
    return provider.served().stream().filter(id -> id.startsWith(user.value())).toList();
  }

  private void awaitResults(int count) {
    eventually(() -> stage.sink.results().size() >= count);
  }

  @Test
  void eachUsersCommandsRunInTheOrderOfTheirOffsetsAlsoThroughRetriesAndLimits() {
    Random random = new Random(5);
    provider.limits =
        List.of(new Limit(LimitUnit.REQUESTS, 8, Duration.ofMillis(40), 1, "so that all wait"));
    List<UserId> users = new ArrayList<>();
    List<List<String>> expected = new ArrayList<>();
    List<Command> commands = new ArrayList<>();
    for (int user = 0; user < 12; user++) {
      users.add(new UserId("user" + user + "."));
      expected.add(new ArrayList<>());
    }
    for (int n = 0; n < 300; n++) {
      int user = random.nextInt(users.size());
      String id = users.get(user) + "-" + n;
      expected.get(user).add(id);
      commands.add(
          n % 3 == 0
              ? Stage.effect(users.get(user), id, Priority.BULK)
              : Sample.command(users.get(user), id, Priority.BULK));
      if (random.nextInt(25) == 0) {
        provider.failNext(id, retry());
      }
    }
    stage.publish(Stage.PARTITION, commands);
    Member member = stage.member().assign();
    for (int poll = 0; poll < 40; poll++) {
      member.poll(1 + random.nextInt(15));
    }
    awaitResults(300);
    for (int user = 0; user < users.size(); user++) {
      assertThat(served(users.get(user))).isEqualTo(expected.get(user));
    }
    assertThat(provider.mostAtOnce()).isEqualTo(1);
    assertThat(stage.sink.commands()).hasSize(300).doesNotHaveDuplicates();
    eventually(() -> member.engine.lanes() == 0);
    assertThat(member.engine.pending()).isZero();
  }

  @Test
  void onlyWhoStoodBehindAnotherIsToldToHaveWaitedForIt() throws Exception {
    provider.hold("a1");
    stage.publish(Sample.command(ADA, "a1"), Sample.command(ADA, "a2"));
    Member member = stage.member().assign();
    member.poll();
    eventually(() -> provider.begun().contains("a1"));
    provider.letGo("a1");
    awaitResults(2);
    eventually(() -> member.engine.running() == 0);
    stage.publish(Sample.command(ADA, "a3"), Sample.command(BOB, "b1"));
    member.poll();
    awaitResults(4);
    assertThat(stage.sink.results())
        .filteredOn(result -> result.timing().waited().containsKey(WaitCause.EARLIER_COMMAND))
        .extracting(result -> result.command().id().value())
        .containsExactly("a2");
  }

  @Test
  void interactiveCommandsGoBeforeBulkOnes() throws Exception {
    provider.hold("b1");
    stage.publish(
        Sample.command(ADA, "b1", Priority.BULK),
        Sample.command(ADA, "b2", Priority.BULK),
        Sample.command(ADA, "i1", Priority.INTERACTIVE),
        Sample.command(ADA, "i2", Priority.INTERACTIVE));
    Member member = stage.member().assign();
    member.poll(1);
    eventually(() -> provider.begun().contains("b1"));
    member.poll();
    provider.letGo("b1");
    awaitResults(4);
    assertThat(provider.served()).containsExactly("b1", "i1", "i2", "b2");
  }

  @Test
  void anInteractiveCommandDoesNotWaitForABulkOneThatHasToWait() {
    Failure untold = new Failure.RetryLater(WaitCause.RETRY, Failure.Scope.USER, Optional.empty());
    provider.failNext("b1", Collections.nCopies(50, untold).toArray(Failure[]::new));
    stage.publish(Sample.command(ADA, "b1", Priority.BULK));
    Member member = stage.member().assign();
    member.poll();
    eventually(() -> member.engine.running() == 0 && provider.begun().contains("b1"));
    stage.publish(Sample.command(ADA, "i1", Priority.INTERACTIVE));
    member.poll();
    awaitResults(1);
    assertThat(stage.sink.commands()).containsExactly("i1");
  }

  @Test
  void nobodyWaitsForSomebodyElse() {
    provider.failNext("a1", later(WaitCause.RATE_LIMITED, Failure.Scope.USER, Duration.ofHours(1)));
    provider.hold("b1");
    provider.connection(CY, new Answer.ReconnectNeeded("revoked", Instant.now()));
    List<Command> commands = new ArrayList<>();
    for (int n = 1; n <= 50; n++) {
      commands.add(Sample.command(ADA, "a" + n));
      commands.add(Sample.command(BOB, "b" + n));
      commands.add(Sample.command(CY, "c" + n));
      commands.add(Sample.command(DEE, "d" + n));
    }
    stage.publish(Stage.PARTITION, commands);
    stage.member().assign().poll();
    awaitResults(50);
    assertThat(stage.sink.commands()).allMatch(id -> id.startsWith("d"));
    provider.letGo("b1");
    awaitResults(100);
  }

  @Test
  void theNextCommandStartsOnlyWhenTheEndOfTheOneBeforeIsDurable() throws Exception {
    stage.publish(Sample.command(ADA, "a1"), Sample.command(ADA, "a2"));
    Member member = stage.member().assign();
    Hold end = member.way.holdBefore(call -> call.has(Entry.Ended.class));
    member.poll();
    end.awaitReached();
    assertThat(provider.begun()).containsExactly("a1");
    assertThat(stage.sink.commands()).isEmpty();
    end.letGo();
    awaitResults(2);
    assertThat(provider.served()).containsExactly("a1", "a2");
  }

  @Test
  void aPersonWhoConnectsAgainIsServedAtOnce() {
    provider.connection(ADA, new Answer.ReconnectNeeded("revoked", Instant.now()));
    stage.publish(Sample.command(ADA, "a1"), Sample.command(ADA, "a2"));
    Member member = stage.member().assign();
    member.poll();
    eventually(() -> member.engine.lanes() == 1 && member.engine.running() == 0);
    assertThat(provider.begun()).isEmpty();
    provider.connect(ADA);
    member.engine.connectionChanged(ADA, false);
    awaitResults(2);
    assertThat(provider.served()).containsExactly("a1", "a2");
  }

  /** The journal has it and the heads are loaded, but the poll that brought it is not over yet. */
  @Test
  void aCommandThatIsLoadedBeforeItArrivesRunsOnce() throws Exception {
    stage.publish(Sample.command(BOB, "b1"));
    Member before = stage.member().assign();
    provider.hold("b1");
    before.poll();
    before.die();
    provider.letGo("b1");

    Member member = stage.member();
    Hold load = member.way.holdBefore(call -> call.name().equals("load"));
    member.assign();
    load.awaitReached();
    stage.publish(Sample.command(ADA, "a1"));
    Hold handing = member.way.holdAfterCommit(call -> call.name().equals("ingest"));
    CompletableFuture<Void> poll = CompletableFuture.runAsync(member::poll);
    handing.awaitReached();
    load.letGo();
    eventually(() -> stage.sink.commands().contains("b1") && member.engine.lanes() == 0);
    handing.letGo();
    poll.join();
    assertRunsOnce(member, "a1");
  }

  @Test
  void aCommandThatIsRefilledBeforeItArrivesRunsOnce() throws Exception {
    provider.hold("a1");
    for (int n = 1; n <= 8; n++) {
      stage.publish(Sample.command(ADA, "a" + n));
    }
    Member member = stage.member().assign();
    member.poll();
    eventually(() -> provider.begun().contains("a1"));
    stage.publish(Sample.command(ADA, "a9"));
    Hold handing = member.way.holdAfterCommit(call -> call.name().equals("ingest"));
    CompletableFuture<Void> poll = CompletableFuture.runAsync(member::poll);
    handing.awaitReached();
    provider.letGo("a1");
    eventually(() -> stage.sink.commands().contains("a8") && member.engine.lanes() == 0);
    handing.letGo();
    poll.join();
    assertRunsOnce(member, "a9");
  }

  private void assertRunsOnce(Member member, String id) {
    stage.publish(Sample.command(ADA, "sentinel"));
    member.poll();
    eventually(() -> stage.sink.commands().contains("sentinel"));
    assertThat(provider.begun()).containsOnlyOnce(id);
    assertThat(provider.served()).containsOnlyOnce(id);
  }

  @Test
  void commandsWhoseIngestWasAnsweredWithSilenceAreRunWithoutATakeover() {
    stage.publish(Sample.command(ADA, "a1"), Sample.command(ADA, "a2"), Sample.command(BOB, "b1"));
    Member member = stage.member().assign();
    member.way.trouble(Trouble.ANSWER_LOST);
    member.poll();
    member.way.trouble(Trouble.NONE);
    member.poll();
    awaitResults(3);
    assertThat(provider.served()).containsExactlyInAnyOrder("a1", "a2", "b1");
    assertThat(provider.served()).containsSubsequence("a1", "a2");
  }

  /** Waits so short that the alarm rings while the runner is still on its way to bed. */
  @Test
  void manyTinyWaitsPutNoLaneToSleepForEver() {
    provider.limits =
        List.of(new Limit(LimitUnit.REQUESTS, 1, Duration.ofNanos(60_000), 0, "tiny"));
    List<Command> commands = new ArrayList<>();
    for (int n = 0; n < 40; n++) {
      for (int user = 0; user < 50; user++) {
        commands.add(Sample.command(new UserId("user" + user), "u" + user + "-" + n));
      }
    }
    stage.publish(Stage.PARTITION, commands);
    stage.member().assign().poll();
    awaitResults(2_000);
  }

  /** Looks around, and then sends something. */
  private final class Sending implements Operation {

    @Override
    public OperationName name() {
      return SEND;
    }

    @Override
    public Object perform(OperationContext context) {
      UserId user = context.command().user();
      String id = context.command().id().value();
      var _ = context.call("look", token -> provider.serve(user, "look for " + id));
      return Map.of(
          "sent",
          context.call(
              "send",
              Cost.ONE_REQUEST.and(LimitUnit.MESSAGES, 1),
              token -> provider.serve(user, id)));
    }
  }

  @Test
  void whoWaitsToSendInBulkLetsTheOthersGoOnThoughItHasLookedAround() {
    provider.limits =
        List.of(
            new Limit(LimitUnit.REQUESTS, 1_000, Duration.ofMinutes(1), 0, "test"),
            new Limit(LimitUnit.MESSAGES, 1, Duration.ofSeconds(50), 0, "test"));
    Member member = stage.member(settings -> settings, List.of(new Sending())).assign();
    stage.publish(sending("b1"), sending("b2"));
    member.poll();
    eventually(() -> provider.begun().contains("look for b2"));
    stage.publish(Sample.command(ADA, "a1"));
    member.poll();
    eventually(() -> stage.sink.commands().contains("a1"));
    assertThat(stage.sink.commands()).containsExactly("b1", "a1");
  }

  private static Command sending(String id) {
    return new Command(
        ADA,
        new CommandId(id),
        SEND,
        "urn:test",
        Priority.BULK,
        null,
        null,
        null,
        null,
        Sample.json("{}"));
  }
}
