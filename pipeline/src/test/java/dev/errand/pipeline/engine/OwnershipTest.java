package dev.errand.pipeline.engine;

import static dev.errand.pipeline.engine.Stage.PARTITION;
import static dev.errand.pipeline.engine.Stage.eventually;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.pipeline.Cost;
import dev.errand.pipeline.Failure;
import dev.errand.pipeline.Limit;
import dev.errand.pipeline.LimitUnit;
import dev.errand.pipeline.Operation;
import dev.errand.pipeline.OperationContext;
import dev.errand.pipeline.engine.Stage.Member;
import dev.errand.pipeline.engine.TroubledJournal.Hold;
import dev.errand.pipeline.journal.Arrivals;
import dev.errand.pipeline.journal.Claim;
import dev.errand.pipeline.journal.Entry;
import dev.errand.pipeline.journal.Fence;
import dev.errand.pipeline.journal.Loaded;
import dev.errand.pipeline.journal.Park;
import dev.errand.pipeline.journal.Partition;
import dev.errand.pipeline.journal.Sample;
import dev.errand.schemas.Command;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.Priority;
import dev.errand.schemas.Problem;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Status;
import dev.errand.schemas.UserId;
import dev.errand.schemas.WaitCause;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Partitions change hands, in order and by force, and the promises hold. */
@Timeout(60)
class OwnershipTest {

  private static final UserId ADA = new UserId("ada");
  private static final UserId BOB = new UserId("bob");
  private static final OperationName FIVE_READS = new OperationName("test.five");

  private final Stage stage = new Stage();
  private final CrowdProvider provider = stage.provider;

  @AfterEach
  void close() {
    stage.close();
  }

  private void awaitResults(int count) {
    eventually(() -> stage.sink.results().size() >= count);
  }

  private Claim claim() {
    return stage.journal.claim(PARTITION, UUID.randomUUID());
  }

  private Loaded load(Fence fence) {
    return stage.journal.load(fence, Duration.ofMinutes(10));
  }

  @Test
  void aRevokedPartitionIsReleasedWhenWhatRunsHasEndedDurably() throws Exception {
    provider.hold("a1");
    stage.publish(Sample.command(ADA, "a1"), Sample.command(ADA, "a2"));
    Member member = stage.member().assign();
    member.poll();
    eventually(() -> provider.begun().contains("a1"));
    CompletableFuture<Void> revoke = CompletableFuture.runAsync(() -> member.revoke(PARTITION));
    Hold end = member.way.holdBefore(call -> call.has(Entry.Ended.class));
    provider.letGo("a1");
    end.awaitReached();
    assertThat(revoke).isNotDone();
    end.letGo();
    revoke.join();

    Claim next = claim();
    assertThat(next.clean()).isTrue();
    assertThat(load(next.fence()).heads())
        .singleElement()
        .satisfies(head -> assertThat(head.command().id().value()).isEqualTo("a2"));
    assertThat(stage.sink.commands()).containsExactly("a1");
    assertThat(provider.begun()).containsExactly("a1");
  }

  @Test
  void whatDoesNotEndInTimeIsLeftToTheNextOwnerAsItIs() {
    provider.hold("a1");
    stage.publish(Sample.command(ADA, "a1"));
    Member member = stage.member(Stage::shortDrain).assign();
    member.poll();
    eventually(() -> provider.begun().contains("a1"));
    member.revoke(PARTITION);
    assertThat(claim().clean()).isFalse();
    assertThat(stage.sink.commands()).isEmpty();
  }

  @Test
  void aStopDoesNotWaitForTheLooksOfAllWhoWaitInOtherPartitions() {
    Partition other = new Partition(PARTITION.topic(), 1);
    for (String first : List.of("a1", "b1", "c1")) {
      provider.failNext(first, inAnHour());
    }
    stage.publish(PARTITION, ofNamesakes("a1", "a2"));
    stage.publish(other, ofNamesakes("b1", "c1", "b2", "c2"));
    Member before = stage.member().assign(PARTITION).assign(other);
    before.poll();
    eventually(() -> before.engine.parked() == 3);
    before.revoke(PARTITION, other);

    Member member = stage.member();
    AtomicInteger looking = new AtomicInteger();
    Hold looks =
        member.way.holdBefore(call -> call.name().equals("next") && looking.incrementAndGet() > 0);
    member.assign(other);
    eventually(() -> looking.get() == 2);
    member.assign(PARTITION);
    eventually(() -> member.engine.running() == 3);
    member.revoke(PARTITION);
    assertThat(claim().clean()).isTrue();
    assertThat(looking).hasValue(2);
    looks.letGo();
  }

  private static List<Command> ofNamesakes(String... ids) {
    return Stream.of(ids).map(id -> Sample.command(new UserId(id.substring(0, 1)), id)).toList();
  }

  private static Failure inAnHour() {
    return new Failure.RetryLater(
        WaitCause.RATE_LIMITED, Failure.Scope.USER, Optional.of(Duration.ofHours(1)));
  }

  /** Reads five times, and so stops in the middle when a limit allows fewer. */
  private final class FiveReads implements Operation {

    @Override
    public OperationName name() {
      return FIVE_READS;
    }

    @Override
    public Object perform(OperationContext context) {
      Command command = context.command();
      for (int n = 0; n < 5; n++) {
        var _ = context.call("run", token -> provider.serve(command.user(), command.id().value()));
      }
      return Map.of();
    }
  }

  private static Command fiveReads(UserId user, String id) {
    Command command = Sample.command(user, id);
    return new Command(
        user,
        command.id(),
        FIVE_READS,
        "urn:test",
        Priority.INTERACTIVE,
        null,
        null,
        null,
        null,
        command.data());
  }

  private Member fiveReader() {
    return stage.member(settings -> settings, List.of(new FiveReads()));
  }

  /** In a window short enough for a run to wait in its place, and too long for it to pass here. */
  private void limit(long amount) {
    provider.limits =
        List.of(new Limit(LimitUnit.REQUESTS, amount, Duration.ofSeconds(58), 0, "test"));
  }

  @Test
  void whatWasSentIsOnRecordBeforeThePartitionIsReleased() throws Exception {
    limit(3);
    stage.publish(fiveReads(ADA, "a1"));
    Member member = fiveReader().assign();
    member.poll();
    eventually(() -> provider.served().size() == 3);
    Hold spent = member.way.holdBefore(call -> call.has(Entry.Spent.class));
    CompletableFuture<Void> revoke = CompletableFuture.runAsync(() -> member.revoke(PARTITION));
    spent.awaitReached();
    spent.letGo();
    revoke.join();
    Claim next = claim();
    assertThat(next.clean()).isTrue();
    assertThat(load(next.fence()).spent())
        .containsExactly(Map.entry(0L, new Cost(Map.of(LimitUnit.REQUESTS, 3L))));
  }

  @Test
  void limitsHoldAcrossOwners() {
    limit(7);
    stage.observer = new Waits();
    stage.publish(fiveReads(ADA, "a1"), fiveReads(ADA, "a2"), fiveReads(BOB, "b1"));
    Member first = fiveReader().assign();
    first.poll();
    eventually(() -> provider.served().size() == 12 && waits.contains(WaitCause.LIMIT));
    first.revoke(PARTITION);
    waits.clear();
    limit(8);
    Member second = fiveReader().assign();
    eventually(() -> waits.contains(WaitCause.LIMIT));
    assertThat(provider.begun()).hasSize(13);
    second.revoke(PARTITION);
    waits.clear();
    fiveReader().assign();
    eventually(() -> waits.contains(WaitCause.LIMIT));
    assertThat(provider.begun()).hasSize(13);
  }

  @Test
  void afterACrashEachHeadIsTakenToHaveSentAsMuchAsItMayWithoutRecord() {
    limit(20);
    stage.observer = new Waits();
    stage.publish(fiveReads(ADA, "a1"));
    provider.hold("a1");
    Member first = fiveReader().assign();
    first.poll();
    eventually(() -> provider.begun().contains("a1"));
    first.die();
    provider.letGo("a1");
    int before = provider.begun().size();
    fiveReader().assign();
    eventually(() -> waits.contains(WaitCause.LIMIT));
    assertThat(provider.begun()).hasSize(before + 20 - 16);
  }

  @Test
  void afterTwoCrashesWhatTheFirstSuccessorMaySendIsAssumedToo() {
    limit(40);
    stage.observer = new Waits();
    stage.publish(fiveReads(ADA, "a1"));
    provider.hold("a1");
    Member first = fiveReader().assign();
    first.poll();
    eventually(() -> provider.begun().size() == 1);
    first.die();
    Member second = fiveReader().assign();
    eventually(() -> provider.begun().size() == 2);
    assertThat(load(second.fence()).spent().get(0L))
        .isEqualTo(new Cost(Map.of(LimitUnit.REQUESTS, 16L)));
    second.die();
    provider.letGo("a1");
    fiveReader().assign();
    eventually(() -> stage.sink.results().size() == 1);
    assertThat(provider.begun()).hasSize(2 + 5);
  }

  @Test
  void aPartitionThatWasNeverOpenedIsNotHandedOnAsInOrder() throws Exception {
    stage.publish(Sample.command(ADA, "a1"));
    provider.hold("a1");
    Member first = stage.member().assign();
    first.poll();
    eventually(() -> provider.begun().contains("a1"));
    first.die();
    Member second = stage.member();
    Hold loading = second.way.holdBefore(call -> call.name().equals("load"));
    second.assign();
    loading.awaitReached();
    second.revoke(PARTITION);
    loading.letGo();
    assertThat(claim().clean()).isFalse();
    provider.letGo("a1");
  }

  @Test
  void whoConnectsAgainAfterHoursAndATakeoverIsStillServed() {
    takeOverFrom(
        new Park(
            ADA,
            Priority.INTERACTIVE,
            Instant.now(),
            WaitCause.RECONNECT,
            Instant.now().minus(Duration.ofHours(20)),
            0,
            null));
    assertThat(stage.sink.results().getFirst().status()).isEqualTo(Status.SUCCEEDED);
  }

  @Test
  void whatIsGivenUpAfterATakeoverEndsAsItsOperationSaidBefore() {
    Problem said = Problem.of(ProblemCode.RATE_LIMITED, "Outlook sends no more of these.");
    takeOverFrom(
        new Park(
            ADA,
            Priority.INTERACTIVE,
            Instant.now(),
            WaitCause.RATE_LIMITED,
            Instant.now().minus(Duration.ofHours(1)),
            1,
            said));
    assertThat(stage.sink.results().getFirst().problem()).isEqualTo(said);
    assertThat(provider.begun()).isEmpty();
  }

  /** A new owner finds a command that waits so, and ends it. */
  private void takeOverFrom(Park park) {
    Fence before = claim().fence();
    var _ =
        stage.journal.ingest(
            List.of(
                new Arrivals(before, 1, List.of(Sample.accepted(0, Sample.command(ADA, "a1"))))));
    var _ = stage.journal.write(List.of(new Entry.Parked(before, 0, park)));
    var _ = stage.member().assign();
    awaitResults(1);
  }

  private final Queue<WaitCause> waits = new ConcurrentLinkedQueue<>();

  private final class Waits implements EngineObserver {
    @Override
    public void waits(OperationName operation, WaitCause cause, Duration delay) {
      waits.add(cause);
    }
  }

  @Test
  void whoLostAPartitionWritesNothingMore() {
    provider.hold("a1");
    stage.publish(Sample.command(ADA, "a1"), Sample.command(ADA, "a2"));
    Member loser = stage.member().assign();
    loser.poll();
    eventually(() -> provider.begun().contains("a1"));
    Fence fence = claim().fence();
    loser.lose(PARTITION);
    provider.letGo("a1");
    loser.close();
    assertThat(load(fence).pending()).isEqualTo(2);
    assertThat(load(fence).results()).isZero();
    assertThat(stage.sink.commands()).isEmpty();
    assertThat(provider.begun()).containsExactly("a1");
  }

  @Test
  void whoDoesNotKnowThatItLostAPartitionFindsOutAndStops() {
    provider.hold("a1");
    stage.publish(Sample.command(ADA, "a1"), Sample.command(ADA, "a2"));
    Member zombie = stage.member().assign();
    zombie.poll();
    eventually(() -> provider.begun().contains("a1"));
    Member heir = stage.member().assign();
    eventually(() -> provider.begun().size() == 2);
    provider.letGo("a1");
    awaitResults(2);
    eventually(() -> zombie.engine.running() == 0);
    assertThat(provider.served()).containsOnlyOnce("a2");
    assertThat(stage.sink.commands()).containsExactly("a1", "a2");
    stage.publish(Sample.command(BOB, "b1"));
    zombie.poll();
    assertThat(zombie.engine.ownsSomething()).isFalse();
    heir.poll();
    awaitResults(3);
  }

  @Test
  void anotherEngineGoesOnInOrderWhereACrashedOneStopped() {
    provider.callTimeout = Duration.ofMillis(300);
    List<Command> commands = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    for (int n = 0; n < 60; n++) {
      ids.add("a" + n);
      commands.add(Stage.effect(ADA, "a" + n, Priority.BULK));
    }
    stage.publish(PARTITION, commands);
    provider.hold("a23");
    Member first = stage.member().assign();
    first.poll(40);
    eventually(() -> provider.begun().contains("a23"));
    first.die();
    provider.letGo("a23");
    Member second = stage.member().assign();
    second.poll();
    awaitResults(60);
    assertThat(provider.served()).isEqualTo(ids);
    assertThat(stage.sink.commands()).isEqualTo(ids);
    assertThat(provider.mostAtOnce()).isEqualTo(1);
  }

  @Test
  void aHeadThatMayBeUnderWayElsewhereIsLookedForOnlyWhenItsTimeIsOver() throws Exception {
    provider.callTimeout = Duration.ofSeconds(1);
    Queue<Instant> looks = new ConcurrentLinkedQueue<>();
    stage.observer =
        new EngineObserver() {
          @Override
          public void looked(OperationName operation, String finding) {
            looks.add(Instant.now());
          }
        };
    stage.publish(Stage.effect(ADA, "a1", Priority.BULK), Stage.effect(ADA, "a2", Priority.BULK));
    Member zombie = stage.member().assign();
    Hold output = zombie.way.holdBefore(call -> call.has(Entry.Finished.class));
    zombie.poll();
    output.awaitReached();
    Member heir = stage.member().assign();
    Instant deadline = requireNonNull(load(heir.fence()).steps().get(0L)).getFirst().deadline();
    awaitResults(2);
    output.letGo();
    assertThat(looks).hasSize(1);
    assertThat(looks.element()).isAfterOrEqualTo(deadline);
    assertThat(provider.served()).containsExactly("a1", "a2");
  }

  @Test
  void aMarkerThatComesAfterTheTakeoverIsRefusedAndItsCallIsNotMade() throws Exception {
    stage.publish(Stage.effect(ADA, "a1", Priority.BULK));
    Member zombie = stage.member().assign();
    Hold marker = zombie.way.holdBefore(call -> call.has(Entry.Started.class));
    zombie.poll();
    marker.awaitReached();
    stage.member().assign();
    awaitResults(1);
    marker.letGo();
    eventually(() -> zombie.engine.running() == 0);
    assertThat(provider.begun()).containsExactly("a1");
  }

  @Test
  void aPartitionThatComesBackToTheSameEngineIsANewOwnership() {
    provider.hold("a1");
    stage.publish(Sample.command(ADA, "a1"), Sample.command(ADA, "a2"));
    Member member = stage.member().assign();
    member.poll();
    eventually(() -> provider.begun().contains("a1"));
    member.lose(PARTITION);
    provider.letGo("a1");
    member.assign().poll();
    awaitResults(2);
    assertThat(stage.sink.commands()).containsExactly("a1", "a2");
    assertThat(provider.served()).containsOnlyOnce("a2");
  }
}
