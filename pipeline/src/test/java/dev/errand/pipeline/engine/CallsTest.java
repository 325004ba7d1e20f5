package dev.errand.pipeline.engine;

import static dev.errand.pipeline.engine.Stage.PARTITION;
import static dev.errand.pipeline.engine.Stage.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.pipeline.Cost;
import dev.errand.pipeline.Failure;
import dev.errand.pipeline.Limit;
import dev.errand.pipeline.LimitUnit;
import dev.errand.pipeline.Operation;
import dev.errand.pipeline.OperationContext;
import dev.errand.pipeline.Probe;
import dev.errand.pipeline.Step;
import dev.errand.pipeline.engine.EngineSettings.Room;
import dev.errand.pipeline.engine.Stage.Member;
import dev.errand.pipeline.journal.Claim;
import dev.errand.pipeline.journal.Sample;
import dev.errand.schemas.Command;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.Priority;
import dev.errand.schemas.Status;
import dev.errand.schemas.UserId;
import dev.errand.schemas.WaitCause;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a call waits for before it is sent, how long it may take, and what follows from a fault. */
@Timeout(60)
class CallsTest {

  private static final UserId ADA = new UserId("ada");
  private static final UserId BOB = new UserId("bob");
  private static final UserId CY = new UserId("cy");
  private static final OperationName UPLOAD = new OperationName("test.upload");
  private static final OperationName READ_THEN_CHANGE = new OperationName("test.both");

  private final Stage stage = new Stage();
  private final CrowdProvider provider = stage.provider;
  private final Queue<WaitCause> waits = new ConcurrentLinkedQueue<>();

  CallsTest() {
    stage.observer =
        new EngineObserver() {
          @Override
          public void waits(OperationName operation, WaitCause cause, Duration delay) {
            waits.add(cause);
          }
        };
  }

  @AfterEach
  void close() {
    stage.close();
  }

  private static EngineSettings oneCallAtATime(EngineSettings usual) {
    return usual.with(new Room(usual.room().window(), 1));
  }

  /** A marker says until when the call is surely over, so nothing may be waited for after it. */
  @Test
  void anEffectIsMarkedOnlyWhenThereIsRoomToSendIt() {
    stage.publish(
        Sample.command(ADA, "a1"),
        Stage.effect(BOB, "b1", Priority.INTERACTIVE),
        Sample.command(ADA, "a2"));
    provider.hold("a1");
    Member member = stage.member(CallsTest::oneCallAtATime).assign();
    member.poll(1);
    eventually(() -> provider.begun().contains("a1"));
    member.poll();
    eventually(() -> member.engine.running() == 2);
    assertThat(stage.journal.load(member.fence(), Duration.ofMinutes(1)).steps()).isEmpty();
    provider.letGo("a1");
    eventually(() -> stage.sink.results().size() == 3);
  }

  /** A hundred thousand of them may stand in line: they must not have begun anything. */
  @Test
  void whoHasNoTurnYetCostsNothingButItsPlaceInTheLine() {
    provider.hold("a1");
    Member member = stage.member(CallsTest::oneCallAtATime).assign();
    stage.publish(Sample.command(ADA, "a1"));
    member.poll();
    eventually(() -> provider.begun().contains("a1"));
    stage.publish(Sample.command(BOB, "b1"));
    member.poll();
    eventually(() -> provider.tokensAsked.contains(BOB)); // has a turn, and waits to call
    stage.publish(Sample.command(CY, "c1"));
    member.poll();
    eventually(() -> member.engine.inLine() == 1);
    assertThat(provider.tokensAsked).doesNotContain(CY);
    provider.letGo("a1");
    eventually(() -> stage.sink.results().size() == 3);
    assertThat(provider.begun()).containsExactly("a1", "b1", "c1");
  }

  @Test
  void whoseTurnNeverComesGivesThePartitionBackAllTheSame() {
    List<String> whoeverComesFirst = List.of("a1", "b1", "c1");
    whoeverComesFirst.forEach(provider::hold);
    Member member = stage.member(CallsTest::oneCallAtATime).assign();
    stage.publish(Sample.command(ADA, "a1"), Sample.command(BOB, "b1"), Sample.command(CY, "c1"));
    member.poll();
    eventually(() -> member.engine.inLine() == 1);
    member.engine.lost(List.of(Stage.PARTITION));
    eventually(() -> member.engine.running() == 0);
    eventually(() -> member.engine.inLine() == 0);
    whoeverComesFirst.forEach(provider::letGo);
  }

  /** Sends much, again and again. */
  private final class Upload implements Operation {

    @Override
    public OperationName name() {
      return UPLOAD;
    }

    @Override
    public Object perform(OperationContext context) {
      Cost cost = Cost.ONE_REQUEST.and(LimitUnit.UPLOADED_BYTES, 500);
      return Map.of(
          "done",
          context.call("one", cost, token -> provider.serve(ADA, "one"))
              + context.call("two", cost, token -> provider.serve(ADA, "two")));
    }
  }

  /** A successor assumes requests that nobody wrote down, but not how large they were. */
  @Test
  void whatACallTakesBesidesARequestIsWrittenDownBeforeItIsSent() {
    Command usual = Sample.command(ADA, "a1");
    stage.publish(
        new Command(
            ADA,
            usual.id(),
            UPLOAD,
            "urn:test",
            Priority.BULK,
            null,
            null,
            null,
            null,
            usual.data()));
    provider.hold("one");
    provider.hold("two");
    Member member = stage.member(settings -> settings, List.of(new Upload())).assign();
    member.poll();
    for (String call : List.of("one", "two")) {
      eventually(() -> provider.begun().contains(call));
      long sent = 500L * provider.begun().size();
      assertThat(stage.journal.load(member.fence(), Duration.ofMinutes(1)).spent().get(0L))
          .satisfies(spent -> assertThat(spent.of(LimitUnit.UPLOADED_BYTES)).isEqualTo(sent));
      provider.letGo(call);
    }
    eventually(() -> stage.sink.results().size() == 1);
  }

  /** Reads, and then changes something. */
  private final class ReadThenChange implements Operation {

    @Override
    public OperationName name() {
      return READ_THEN_CHANGE;
    }

    @Override
    public Object perform(OperationContext context) {
      var _ = context.call("read", token -> provider.serve(ADA, "read"));
      return Map.of(
          "made",
          context
              .effects()
              .once(
                  Step.of("change", String.class, "i", Duration.ZERO),
                  token -> provider.serve(ADA, "change"),
                  Probe.blind("no")));
    }
  }

  private static Command readThenChange(Instant deadline) {
    return readThenChange(ADA.value(), deadline);
  }

  private static Command readThenChange(String name, Instant deadline) {
    UserId user = new UserId(name);
    Command plain = Sample.command(user, "a1");
    return new Command(
        user,
        plain.id(),
        READ_THEN_CHANGE,
        "urn:test",
        Priority.INTERACTIVE,
        deadline,
        null,
        null,
        null,
        plain.data());
  }

  @Test
  void anEffectWhosePermitComesAfterTheDeadlineIsNotBegun() {
    provider.limits =
        List.of(new Limit(LimitUnit.REQUESTS, 1, Duration.ofSeconds(2), 0, "one in two seconds"));
    stage.publish(readThenChange(Instant.now().plusSeconds(1)));
    stage.member(settings -> settings, List.of(new ReadThenChange())).assign().poll();
    eventually(() -> stage.sink.results().size() == 1);
    if (provider.begun().contains("read")) {
      assertThat(waits).contains(WaitCause.LIMIT);
    }
    assertThat(stage.sink.results().getFirst().status()).isEqualTo(Status.EXPIRED);
    assertThat(provider.begun()).doesNotContain("change");
  }

  @Test
  void aCallThatDoesNotEndIsEndedForIt() {
    provider.callTimeout = Duration.ofMillis(100);
    provider.hold("a1");
    stage.publish(Sample.command(ADA, "a1"));
    stage.member().assign().poll();
    eventually(() -> provider.begun().size() >= 2);
    provider.letGo("a1");
    eventually(() -> stage.sink.results().size() == 1);
    assertThat(provider.mostAtOnce()).isEqualTo(1);
  }

  /** Somebody else's is ended in the usual time, again and again, and this one goes on. */
  @Test
  void aCallWhoseAnswerIsLargeMayTakeLonger() {
    provider.callTimeout = Duration.ofMillis(100);
    provider.hold("read");
    provider.hold("b1");
    stage.publish(readThenChange(Instant.now().plusSeconds(60)), Sample.command(BOB, "b1"));
    stage.member(settings -> settings, List.of(new ReadSlowly())).assign().poll();
    eventually(() -> Collections.frequency(provider.begun(), "b1") >= 3);
    provider.letGo("read");
    provider.letGo("b1");
    eventually(() -> stage.sink.results().size() == 2);
    assertThat(provider.begun()).containsOnlyOnce("read");
  }

  private final class ReadSlowly implements Operation {

    @Override
    public OperationName name() {
      return READ_THEN_CHANGE;
    }

    @Override
    public Object perform(OperationContext context) {
      return Map.of(
          "read",
          context.call(
              "read",
              Cost.ONE_REQUEST,
              Duration.ofSeconds(20),
              token -> provider.serve(ADA, "read")));
    }
  }

  @Test
  void aPauseOfTheProviderHoldsEveryone() {
    provider.failNext(
        "a1",
        new Failure.RetryLater(
            WaitCause.PROVIDER_OUTAGE, Failure.Scope.PROVIDER, Optional.of(Duration.ofHours(1))));
    stage.publish(Sample.command(ADA, "a1"));
    Member member = stage.member().assign();
    member.poll();
    eventually(() -> waits.contains(WaitCause.PROVIDER_OUTAGE));
    stage.publish(Sample.command(BOB, "b1"), Sample.command(CY, "c1"));
    member.poll();
    eventually(() -> waits.size() == 3);
    assertThat(waits).containsOnly(WaitCause.PROVIDER_OUTAGE);
    assertThat(provider.begun()).containsExactly("a1");
  }

  private void holdEveryone(Duration time) {
    provider.failNext(
        "a1",
        new Failure.RetryLater(
            WaitCause.PROVIDER_OUTAGE, Failure.Scope.PROVIDER, Optional.of(time)));
    stage.publish(Sample.command(ADA, "a1"));
  }

  @Test
  void whatWaitsAtAGateGoesOnWhenItOpensOrEndsWithItsDeadline() {
    holdEveryone(Duration.ofSeconds(2));
    Member member = stage.member(settings -> settings, List.of(new ReadThenChange())).assign();
    member.poll();
    eventually(() -> waits.contains(WaitCause.PROVIDER_OUTAGE));
    stage.publish(
        Stage.effect(BOB, "b1", Priority.INTERACTIVE),
        Sample.command(CY, "c1", Priority.BULK),
        readThenChange("dee", Instant.now().plusMillis(500)));
    member.poll();
    eventually(() -> stage.sink.results().size() == 4);
    assertThat(stage.sink.results())
        .filteredOn(result -> result.status() == Status.EXPIRED)
        .singleElement()
        .satisfies(result -> assertThat(result.user()).isEqualTo(new UserId("dee")));
    assertThat(stage.sink.results())
        .filteredOn(result -> result.user().equals(BOB))
        .singleElement()
        .satisfies(
            result -> assertThat(result.timing().waited()).containsKey(WaitCause.PROVIDER_OUTAGE));
  }

  @Test
  void whoseTimeOrOwnershipIsOverLeavesTheGate() {
    holdEveryone(Duration.ofHours(1));
    Member member = stage.member(settings -> settings, List.of(new ReadThenChange())).assign();
    member.poll();
    eventually(() -> waits.contains(WaitCause.PROVIDER_OUTAGE));
    stage.publish(
        readThenChange("dee", Instant.now().plusMillis(300)),
        Sample.command(BOB, "b1"),
        Sample.command(CY, "c1"));
    member.poll();
    eventually(() -> stage.sink.results().size() == 1);
    eventually(() -> member.engine.atGates() == 2);
    member.revoke(PARTITION);
    assertThat(member.engine.atGates()).isZero();
  }

  @Test
  void callsThatEndWithTheirOwnershipTellNothingOfTheProvider() {
    List<String> outcomes = new CopyOnWriteArrayList<>();
    stage.observer =
        new EngineObserver() {
          @Override
          public void called(OperationName operation, String call, String outcome, Duration time) {
            outcomes.add(outcome);
          }
        };
    provider.hold("a1");
    stage.publish(Sample.command(ADA, "a1"));
    Member member = stage.member().assign();
    member.poll();
    eventually(() -> provider.begun().contains("a1"));
    member.lose(PARTITION);
    eventually(() -> provider.underWay() == 0);
    member.close();
    assertThat(outcomes).isEmpty();
  }

  @Test
  void aPauseForManyOutlivesItsOwner() {
    holdEveryone(Duration.ofHours(1));
    Member first = stage.member().assign();
    first.poll();
    eventually(() -> !stage.journal.load(first.fence(), Duration.ZERO).gates().isEmpty());
    first.die();
    waits.clear();
    stage.publish(Sample.command(BOB, "b1"));
    stage.member().assign().poll();
    eventually(() -> waits.contains(WaitCause.PROVIDER_OUTAGE));
    assertThat(provider.begun()).containsExactly("a1");
  }

  @Test
  void aTimeTheProviderNamesForOneUserHoldsTheirInteractiveAndBulkCommandsAndNobodyElse() {
    provider.failNext(
        "a1",
        new Failure.RetryLater(
            WaitCause.RATE_LIMITED, Failure.Scope.USER, Optional.of(Duration.ofHours(1))));
    stage.publish(Sample.command(ADA, "a1", Priority.INTERACTIVE));
    Member member = stage.member().assign();
    member.poll();
    eventually(() -> waits.contains(WaitCause.RATE_LIMITED));
    stage.publish(Sample.command(ADA, "a2", Priority.BULK), Sample.command(BOB, "b1"));
    member.poll();
    eventually(() -> waits.contains(WaitCause.LIMIT) && provider.begun().contains("b1"));
    assertThat(provider.begun()).containsExactlyInAnyOrder("a1", "b1");
  }

  @Test
  void aLaneThatStumblesByAFaultOfOursStillLetsGoOfItsPartition() {
    Operation broken =
        new Operation() {
          @Override
          public OperationName name() {
            return READ_THEN_CHANGE;
          }

          @Override
          public Object perform(OperationContext context) {
            provider.serve(ADA, "stumble");
            throw new AssertionError("worse than an exception");
          }
        };
    stage.publish(readThenChange(Instant.now().plusSeconds(600)), Sample.command(BOB, "b1"));
    Member member = stage.member(settings -> settings, List.of(broken)).assign();
    member.poll();
    eventually(() -> provider.begun().contains("stumble") && !stage.sink.results().isEmpty());
    member.revoke(PARTITION);
    Claim next = stage.journal.claim(PARTITION, UUID.randomUUID());
    assertThat(next.clean()).isTrue();
    assertThat(stage.journal.load(next.fence(), Duration.ofMinutes(1)).pending()).isEqualTo(1);
  }
}
