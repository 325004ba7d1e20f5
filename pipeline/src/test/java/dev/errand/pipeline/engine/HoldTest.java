package dev.errand.pipeline.engine;

import static dev.errand.pipeline.engine.Stage.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.pipeline.Failure;
import dev.errand.pipeline.TokenSource.Answer;
import dev.errand.pipeline.engine.Stage.Member;
import dev.errand.pipeline.journal.Entry;
import dev.errand.pipeline.journal.Park;
import dev.errand.pipeline.journal.Sample;
import dev.errand.schemas.Command;
import dev.errand.schemas.Priority;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import dev.errand.schemas.UserId;
import dev.errand.schemas.WaitCause;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who has to connect again is waited for in order, by each command for as long as it wants to. */
@Timeout(60)
class HoldTest {

  private static final UserId ADA = new UserId("ada");
  private static final Duration AT_ONCE = Duration.ZERO;
  private static final Duration SHORT = Duration.ofMillis(700);

  private final Stage stage = new Stage();
  private final CrowdProvider provider = stage.provider;

  @BeforeEach
  void needed() {
    provider.connection(ADA, new Answer.ReconnectNeeded("revoked", Instant.now()));
  }

  @AfterEach
  void close() {
    stage.close();
  }

  private static Command held(String id, Duration hold) {
    return Sample.command(ADA, id).held(hold);
  }

  private static List<Command> numbered(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(number -> Sample.command(ADA, "a" + number))
        .toList();
  }

  private static List<String> ids(List<Command> commands) {
    return commands.stream().map(command -> command.id().value()).toList();
  }

  private Member run(List<Command> commands) {
    stage.publish(Stage.PARTITION, commands);
    Member member = stage.member().assign();
    member.poll();
    return member;
  }

  private static void awaitRest(Member member) {
    eventually(() -> member.engine.lanes() == 1 && member.engine.running() == 0);
  }

  private void reconnect(Member member) {
    provider.connect(ADA);
    member.engine.connectionChanged(ADA, false);
  }

  @Test
  void whatEndedBehindOthersIsNotRunAlsoIfTheJournalIsAwayInBetween() {
    AtomicInteger looks = new AtomicInteger();
    Member member = stage.member().assign();
    member.way.away(call -> call.name().equals("next") && looks.incrementAndGet() == 2);
    stage.publish(
        Sample.command(ADA, "a1"),
        Sample.command(ADA, "a2").held(Duration.ZERO),
        Sample.command(ADA, "a3").held(Duration.ZERO),
        Sample.command(ADA, "a4"));
    member.poll();
    assertThat(code(result("a2"))).isEqualTo(ProblemCode.RECONNECT_NEEDED);
    assertThat(code(result("a3"))).isEqualTo(ProblemCode.RECONNECT_NEEDED);
    assertThat(looks).hasValueGreaterThan(2);
    reconnect(member);
    eventually(() -> stage.sink.commands().contains("a4"));
    assertThat(provider.begun()).containsExactly("a1", "a4");
  }

  @ParameterizedTest
  @EnumSource(Failure.Scope.class)
  void whoDisconnectsHasNothingWaitAnyMoreWhateverItWaitsFor(Failure.Scope scope) {
    provider.connect(ADA);
    provider.failNext(
        "a1",
        new Failure.RetryLater(WaitCause.RATE_LIMITED, scope, Optional.of(Duration.ofHours(1))));
    Member member =
        run(
            List.of(
                Sample.command(ADA, "a1"),
                Sample.command(ADA, "a2"),
                Sample.command(ADA, "b1", Priority.BULK),
                Sample.command(ADA, "b2", Priority.BULK)));
    eventually(() -> provider.begun().size() == 1 && member.engine.parked() == 1);
    provider.connection(ADA, new Answer.NotConnected());
    member.engine.connectionChanged(ADA, true);
    for (String id : List.of("a1", "a2", "b1", "b2")) {
      assertThat(code(result(id))).isEqualTo(ProblemCode.NOT_CONNECTED);
    }
    assertThat(provider.begun()).containsExactly("a1");
  }

  @Test
  void whatTheyAskedForBeforeIsNotDoneWhenTheyConnectAgainAndWhatTheyAskForThenIs() {
    provider.connect(ADA);
    provider.hold("a1");
    Member member = run(List.of(Sample.command(ADA, "a1")));
    eventually(() -> provider.begun().contains("a1"));
    List<Command> behind = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      behind.add(Sample.command(ADA, "behind-" + i));
    }
    stage.publish(Stage.PARTITION, behind);
    member.poll();
    provider.failNext(
        "a1", new Failure.RetryLater(WaitCause.RETRY, Failure.Scope.USER, Optional.empty()));
    provider.connectAgain(ADA);
    stage.publish(Sample.command(ADA, "anew"));
    member.poll();
    provider.letGo("a1");
    eventually(() -> stage.sink.commands().contains("anew"));
    assertThat(code(result("a1"))).isEqualTo(ProblemCode.NOT_CONNECTED);
    for (String id : ids(behind)) {
      assertThat(code(result(id))).isEqualTo(ProblemCode.NOT_CONNECTED);
    }
    assertThat(result("anew").status()).isEqualTo(Status.SUCCEEDED);
    assertThat(provider.begun()).containsExactly("a1", "anew");
  }

  /** No worker was there to hear that they had left. */
  @Test
  void soItIsIfTheyLeftAndCameWhileNobodyHeardOfIt() {
    provider.connect(ADA);
    provider.hold("a1");
    Member member = run(List.of(Sample.command(ADA, "a1"), Sample.command(ADA, "a2")));
    eventually(() -> provider.begun().contains("a1"));
    member.die();
    provider.connectAgain(ADA);
    stage.publish(Sample.command(ADA, "anew"));
    Member next = stage.member().assign();
    next.poll();
    assertThat(code(result("a1"))).isEqualTo(ProblemCode.NOT_CONNECTED);
    assertThat(code(result("a2"))).isEqualTo(ProblemCode.NOT_CONNECTED);
    assertThat(result("anew").status()).isEqualTo(Status.SUCCEEDED);
    assertThat(provider.begun()).containsExactly("a1", "anew");
  }

  @Test
  void whatTheyAskForThenWaitsAtAGateAsThatOfOthersDoes() {
    provider.connect(ADA);
    provider.failNext(
        "a1",
        new Failure.RetryLater(
            WaitCause.RATE_LIMITED, Failure.Scope.PROVIDER, Optional.of(Duration.ofHours(1))));
    Member member = run(List.of(Sample.command(ADA, "a1")));
    eventually(() -> provider.begun().size() == 1 && member.engine.parked() == 1);
    provider.connectAgain(ADA);
    stage.publish(Sample.command(ADA, "anew"));
    member.poll();
    member.engine.connectionChanged(ADA, true);
    assertThat(code(result("a1"))).isEqualTo(ProblemCode.NOT_CONNECTED);
    member.engine.connectionChanged(ADA, true);
    eventually(() -> member.engine.parked() == 1 && member.engine.running() == 0);
    assertThat(provider.begun()).containsExactly("a1");
  }

  private Result result(String id) {
    eventually(() -> stage.sink.commands().contains(id));
    return stage.sink.results().stream()
        .filter(result -> result.command().id().value().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static ProblemCode code(Result result) {
    return Objects.requireNonNull(result.problem()).code();
  }

  private void assertNeedsReconnect(String id) {
    assertThat(result(id).status()).isEqualTo(Status.FAILED);
    assertThat(code(result(id))).isEqualTo(ProblemCode.RECONNECT_NEEDED);
    assertThat(result(id).attempts()).isZero();
  }

  @Test
  void allThatWaitAreServedInOrderAndOnceWhenTheirPersonIsBack() {
    List<Command> many = numbered(200);
    Member member = run(many);
    awaitRest(member);
    reconnect(member);
    eventually(() -> stage.sink.results().size() == 200);
    assertThat(provider.served()).isEqualTo(ids(many));
    assertThat(stage.sink.commands()).isEqualTo(ids(many));
  }

  @Test
  void whoAsksForThatFailsAtOnceAndHoldsNobodyUp() {
    Member member = run(List.of(held("a1", AT_ONCE), Sample.command(ADA, "a2")));
    assertNeedsReconnect("a1");
    awaitRest(member);
    reconnect(member);
    assertThat(result("a2").status()).isEqualTo(Status.SUCCEEDED);
  }

  @Test
  void soItDoesBehindOthersThatWaitAndOvertakesNoneOfThem() {
    List<Command> commands = new ArrayList<>(numbered(30));
    commands.set(1, held("a2", AT_ONCE));
    commands.set(19, held("a20", AT_ONCE)); // far behind those that are in memory
    Member member = run(commands);
    assertNeedsReconnect("a2");
    assertNeedsReconnect("a20");
    assertThat(stage.sink.results()).hasSize(2);
    assertThat(provider.begun()).isEmpty();
    reconnect(member);
    eventually(() -> stage.sink.results().size() == 30);
    List<String> served = new ArrayList<>(ids(commands));
    served.removeAll(List.of("a2", "a20"));
    assertThat(provider.served()).isEqualTo(served);
  }

  @Test
  void andSoDoesOneThatComesWhileOthersWaitInBothOrders() {
    Member member =
        run(List.of(Sample.command(ADA, "a1"), Sample.command(ADA, "b1", Priority.BULK)));
    awaitRest(member);
    stage.publish(held("a2", AT_ONCE), Sample.command(ADA, "b2", Priority.BULK).held(AT_ONCE));
    member.poll();
    assertNeedsReconnect("a2");
    assertNeedsReconnect("b2");
    stage.publish(
        IntStream.range(0, 9)
            .mapToObj(n -> "c" + n)
            .map(id -> Sample.command(ADA, id))
            .toArray(Command[]::new));
    stage.publish(held("a3", AT_ONCE)); // no room for it in memory
    member.poll();
    assertNeedsReconnect("a3");
    reconnect(member);
    assertThat(result("a1").status()).isEqualTo(Status.SUCCEEDED);
    assertThat(result("b1").status()).isEqualTo(Status.SUCCEEDED);
  }

  @Test
  void eachWaitsForAsLongAsItWantsWhateverThoseBeforeItWant() {
    Command plain = Sample.command(ADA, "a3");
    Command deadline =
        new Command(
            ADA,
            plain.id(),
            plain.operation(),
            plain.source(),
            Priority.INTERACTIVE,
            Instant.now().plus(SHORT),
            null,
            null,
            null,
            plain.data());
    run(
        List.of(
            Sample.command(ADA, "a1"),
            held("a2", SHORT),
            deadline,
            held("a4", Duration.ofDays(7))));
    assertNeedsReconnect("a2");
    assertThat(result("a3").status()).isEqualTo(Status.EXPIRED);
    Duration took =
        Duration.between(result("a2").timing().acceptedAt(), result("a2").timing().finishedAt());
    assertThat(took).isGreaterThanOrEqualTo(SHORT);
    assertThat(result("a2").timing().waited().get(WaitCause.RECONNECT)).isBetween(SHORT, took);
    assertThat(stage.sink.results()).hasSize(2);
  }

  @Test
  void whatWasWaitedCountsForTheNextOwnerToo() {
    Instant incident = Instant.now().plusSeconds(1); // by a clock that is ahead of the journal's
    provider.connection(ADA, new Answer.ReconnectNeeded("revoked", incident));
    Member first = run(List.of(held("a1", SHORT), Sample.command(ADA, "a2"), held("a3", SHORT)));
    awaitRest(first);
    first.die();
    Member second = stage.member().assign();
    assertNeedsReconnect("a1");
    assertNeedsReconnect("a3");
    assertThat(stage.sink.results()).hasSize(2);
    reconnect(second);
    assertThat(result("a2").status()).isEqualTo(Status.SUCCEEDED);
  }

  @Test
  void itIsToldUntilWhenTheHeadWaitsAlsoAfterSomeBehindItHaveEnded() {
    Duration hold = Duration.ofHours(3);
    Member member = run(List.of(held("a1", hold), held("a2", AT_ONCE)));
    assertNeedsReconnect("a2");
    eventually(() -> parks(member).size() == 1);
    Park park = parks(member).getFirst();
    assertThat(park.cause()).isEqualTo(WaitCause.RECONNECT);
    assertThat(Duration.between(Instant.now(), park.notBefore()))
        .isBetween(hold.minusMinutes(2), hold);
  }

  private List<Park> parks(Member member) {
    return stage.journal.load(member.fence(), Duration.ofMinutes(1)).parks();
  }

  @Test
  void ofThoseWhoDisconnectInsteadAllEndInOrderAndAtOnce() {
    List<Command> commands = numbered(20);
    Member member = run(commands);
    awaitRest(member);
    provider.connection(ADA, new Answer.NotConnected());
    member.engine.connectionChanged(ADA, false);
    eventually(() -> stage.sink.results().size() == 20);
    assertThat(stage.sink.commands()).isEqualTo(ids(commands));
    assertThat(stage.sink.results()).allMatch(result -> code(result) == ProblemCode.NOT_CONNECTED);
    assertThat(provider.begun()).isEmpty();
  }

  @Test
  void whomTheProviderWantsToSignInAgainIsWaitedForLikewise() {
    provider.connect(ADA);
    provider.failNext("a1", new Failure.ReconnectNeeded("sign in again"));
    Member member = run(List.of(Sample.command(ADA, "a1"), held("a2", AT_ONCE)));
    assertNeedsReconnect("a2");
    assertThat(stage.sink.results()).hasSize(1);
    reconnect(member);
    assertThat(result("a1").status()).isEqualTo(Status.SUCCEEDED);
  }

  @Test
  void whoEndsBehindOthersEndsOnceAlsoWhenTheJournalIsAway() throws Exception {
    Member member = run(List.of(Sample.command(ADA, "a1"), held("a2", SHORT)));
    awaitRest(member);
    TroubledJournal.Hold end = member.way.holdBefore(call -> call.has(Entry.Ended.class));
    end.awaitReached();
    member.way.trouble(TroubledJournal.Trouble.ANSWER_LOST);
    end.letGo();
    eventually(() -> stage.journal.load(member.fence(), Duration.ofMinutes(1)).results() == 1);
    member.way.trouble(TroubledJournal.Trouble.NONE);
    assertNeedsReconnect("a2");
    reconnect(member);
    assertThat(result("a1").status()).isEqualTo(Status.SUCCEEDED);
    assertThat(provider.begun()).containsExactly("a1");
  }

  @Test
  void whatEndedBehindOthersIsNotBegunAlsoIfItsLaneNeverHeardOfItsEnd() {
    AtomicInteger reads = new AtomicInteger();
    Member member =
        run(
            List.of(
                Sample.command(ADA, "a1"),
                Stage.effect(ADA, "a2", Priority.INTERACTIVE).held(SHORT),
                Stage.effect(ADA, "a3", Priority.INTERACTIVE).held(SHORT)));
    awaitRest(member);
    member.way.away(call -> call.name().equals("next") && reads.incrementAndGet() == 2);
    assertNeedsReconnect("a2");
    assertNeedsReconnect("a3");
    reconnect(member);
    assertThat(result("a1").status()).isEqualTo(Status.SUCCEEDED);
    eventually(() -> member.engine.lanes() == 0);
    assertThat(provider.begun()).containsExactly("a1");
    assertThat(stage.sink.commands()).containsExactly("a2", "a3", "a1");
  }
}
