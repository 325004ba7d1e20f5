package dev.errand.pipeline.journal;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.pipeline.Cost;
import dev.errand.pipeline.LimitUnit;
import dev.errand.schemas.Command;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.Priority;
import dev.errand.schemas.Problem;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import dev.errand.schemas.UserId;
import dev.errand.schemas.WaitCause;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What every {@link Journal} promises to the engine. */
public abstract class JournalContract extends PostponedContract {

  private static final AtomicInteger TESTS = new AtomicInteger();
  private static final Duration WINDOW = Duration.ofMinutes(10);

  private final int test = TESTS.incrementAndGet();

  /** Nobody else's, so that tests share a journal without meeting. */
  protected final Partition partition = new Partition("contract-" + test, 3);

  protected final Partition neighbour = new Partition("contract-" + test, 4);
  protected final UserId ada = new UserId("ada-" + test);
  protected final UserId bob = new UserId("bob-" + test);

  protected final Fence claim() {
    return claim(partition);
  }

  protected final Fence claim(Partition wanted) {
    return journal().claim(wanted, UUID.randomUUID()).fence();
  }

  protected final Ingested.Taken ingest(Fence fence, long nextOffset, Arrival... arrivals) {
    List<Ingested> ingested =
        journal().ingest(List.of(new Arrivals(fence, nextOffset, List.of(arrivals))));
    assertThat(ingested).hasSize(1).first().isInstanceOf(Ingested.Taken.class);
    return (Ingested.Taken) ingested.getFirst();
  }

  protected final Entry.Ended ended(Fence fence, long offset, Command command) {
    return new Entry.Ended(
        fence, offset, Sample.result(command, Status.SUCCEEDED), Cost.ONE_REQUEST);
  }

  protected final Loaded load(Fence fence) {
    return journal().load(fence, WINDOW);
  }

  protected final List<Result> results(Fence fence) {
    return journal().results(fence, 1, 1_000).stream().map(StoredResult::result).toList();
  }

  private static List<Long> offsets(List<Queued> rows) {
    return rows.stream().map(Queued::offset).toList();
  }

  // Large commands

  @Test
  void aLargeCommandWaitsWithoutItsDataAndIsReadWholeWhenItRuns() {
    JsonNode large = Sample.json("{\"body\":\"" + "ü".repeat(Weight.LARGE) + "\"}");
    Command command = Sample.fullCommand(ada, "large").with(large);
    Fence fence = claim();
    Ingested.Taken taken = ingest(fence, 1, Sample.accepted(0, command));
    Queued next = journal().next(fence, ada, command.priority(), -1, 5).getFirst();
    for (Queued waits : List.of(taken.queued().getFirst(), load(fence).heads().getFirst(), next)) {
      assertThat(waits.isWhole()).isFalse();
      assertThat(waits.command().with(large)).isEqualTo(command);
    }
    assertThat(journal().whole(fence, 0)).contains(command);
    var _ = journal().write(List.of(ended(fence, 0, command)));
    assertThat(journal().whole(fence, 0)).isEmpty();
  }

  @Test
  void ofLargeResultsFewAreReadAtATime() {
    Fence fence = claim();
    JsonNode large = Sample.json("{\"body\":\"" + "a".repeat(900_000) + "\"}");
    for (int i = 0; i < 10; i++) {
      Command command = Sample.command(ada, "c" + i);
      ingest(fence, i + 1, Sample.accepted(i, command));
      Result result = Sample.result(command, Status.SUCCEEDED, large);
      var _ = journal().write(List.of(new Entry.Ended(fence, i, result, Cost.ONE_REQUEST)));
    }
    long next = 1;
    while (next <= 10) {
      List<StoredResult> page = journal().results(fence, next, 500);
      assertThat(page).hasSizeBetween(1, 9);
      assertThat(page.getFirst().sequence()).isEqualTo(next);
      next = page.getLast().sequence() + 1;
    }
  }

  // Who may write

  @Test
  void aPartitionThatWasNeverReadHasNoPositionAndIsClean() {
    Claim claim = journal().claim(partition, UUID.randomUUID());
    assertThat(claim.nextOffset()).isEmpty();
    assertThat(claim.clean()).isTrue();
    assertThat(claim.fence().partition()).isEqualTo(partition);
    assertThat(load(claim.fence()))
        .satisfies(
            loaded -> {
              assertThat(loaded.heads()).isEmpty();
              assertThat(loaded.pending()).isZero();
              assertThat(loaded.results()).isZero();
              assertThat(loaded.published()).isZero();
            });
  }

  @Test
  void whoAsksIsToldWhatIsNotTheirsAnyMore() {
    Fence first = claim();
    Fence other = claim(neighbour);
    assertThat(journal().lost(List.of(first, other))).isEmpty();
    Fence second = claim();
    assertThat(journal().lost(List.of(first, other))).containsExactly(first);
    journal().release(second);
    assertThat(journal().lost(List.of(second))).containsExactly(second);
  }

  @Test
  void eachClaimRaisesTheEpochAndTellsWhereToReadOnAndWhetherTheOwnerBeforeLetGo() {
    UUID owner = UUID.randomUUID();
    Fence first = journal().claim(partition, owner).fence();
    ingest(first, 42);
    Claim second = journal().claim(partition, owner);
    assertThat(second.fence().epoch()).isGreaterThan(first.epoch());
    assertThat(second.clean()).isFalse();
    assertThat(second.nextOffset()).hasValue(42);
    journal().release(second.fence());
    assertThat(journal().claim(partition, owner).clean()).isTrue();
    assertThat(journal().claim(partition, owner).clean()).isFalse();
  }

  @Test
  void theOwnerBeforeWritesNothingMore() {
    Command command = Sample.command(ada, "c1");
    Fence before = claim();
    ingest(before, 1, Sample.accepted(0, command));
    Fence now = claim();

    Written written =
        journal()
            .write(
                List.of(
                    ended(before, 0, command),
                    new Entry.Spent(before, 0, Cost.ONE_REQUEST),
                    new Entry.Published(before, 7)));
    assertThat(written.fenced()).containsExactly(before);
    assertThat(written.sequences()).isEmpty();
    assertThat(
            journal()
                .ingest(
                    List.of(
                        new Arrivals(
                            before, 2, List.of(Sample.accepted(1, Sample.command(ada, "c2")))))))
        .containsExactly(new Ingested.Fenced(before));
    assertThat(load(now))
        .satisfies(
            loaded -> {
              assertThat(offsets(loaded.heads())).containsExactly(0L);
              assertThat(loaded.pending()).isEqualTo(1);
              assertThat(loaded.results()).isZero();
              assertThat(loaded.published()).isZero();
            });
    assertThat(journal().claim(partition, UUID.randomUUID()).nextOffset()).hasValue(1);
  }

  /** As after a failover to a standby that had not heard of the last records. */
  @Test
  void aJournalThatLostItsEndTakesInNothingThatWouldHideIt() {
    Fence fence = claim();
    ingest(fence, 80, Sample.accepted(79, Sample.command(ada, "c1")));
    Arrivals behind =
        new Arrivals(fence, 100, 110, List.of(Sample.accepted(100, Sample.command(ada, "c2"))));
    assertThat(journal().ingest(List.of(behind))).containsExactly(new Ingested.Fenced(fence));
    assertThat(load(fence).pending()).isEqualTo(1);
    assertThat(journal().claim(partition, UUID.randomUUID()).nextOffset()).hasValue(80);
  }

  @Test
  void aJournalThatHasMoreThanItsOwnerKnowsTakesABatchInOnce() {
    Fence fence = claim();
    Arrivals batch =
        new Arrivals(fence, 0, 2, List.of(Sample.accepted(1, Sample.command(ada, "c1"))));
    var _ = journal().ingest(List.of(batch)); // and the answer is lost
    assertThat(journal().ingest(List.of(batch))).singleElement().isInstanceOf(Ingested.Taken.class);
    assertThat(load(fence).pending()).isEqualTo(1);
  }

  @Test
  void ofTwoFencesOfOnePartitionInOneWriteOnlyTheNewerHolds() {
    UUID owner = UUID.randomUUID();
    Fence before = journal().claim(partition, owner).fence();
    Command one = Sample.command(ada, "c1");
    Command two = Sample.command(bob, "c2");
    ingest(before, 2, Sample.accepted(0, one), Sample.accepted(1, two));
    Fence now = journal().claim(partition, owner).fence();

    Written written = journal().write(List.of(ended(before, 0, one), ended(now, 1, two)));
    assertThat(written.fenced()).containsExactly(before);
    assertThat(written.sequences()).containsOnlyKeys(ended(now, 1, two));
    assertThat(offsets(load(now).heads())).containsExactly(0L);
  }

  @Test
  void aFencedPartitionDoesNotStopTheOthersInTheSameWrite() {
    Command mine = Sample.command(ada, "c1");
    Fence held = claim(partition);
    ingest(held, 1, Sample.accepted(0, mine));
    Fence gone = claim(neighbour);
    claim(neighbour);

    List<Ingested> ingested =
        journal()
            .ingest(
                List.of(
                    new Arrivals(gone, 5, List.of()),
                    new Arrivals(held, 2, List.of(Sample.accepted(1, Sample.command(bob, "c2"))))));
    assertThat(ingested)
        .hasSize(2)
        .contains(new Ingested.Fenced(gone))
        .anySatisfy(
            each ->
                assertThat(each)
                    .isInstanceOfSatisfying(
                        Ingested.Taken.class,
                        taken -> assertThat(offsets(taken.queued())).containsExactly(1L)));
    Written written = journal().write(List.of(new Entry.Published(gone, 1), ended(held, 0, mine)));
    assertThat(written.fenced()).containsExactly(gone);
    assertThat(written.sequences()).hasSize(1);
  }

  @Test
  void onlyTheOwnerLetsGo() {
    Fence before = claim();
    Fence now = claim();
    journal().release(before);
    assertThat(journal().write(List.of(new Entry.Published(now, 0))).fenced()).isEmpty();
    journal().release(now);
    assertThat(journal().write(List.of(new Entry.Published(now, 0))).fenced()).containsExactly(now);
    assertThat(journal().claim(partition, UUID.randomUUID()).clean()).isTrue();
  }

  // What is taken over

  @Test
  void aCommandComesBackAsItWent() {
    Fence fence = claim();
    Command command = Sample.fullCommand(ada, "c1");
    Ingested.Taken taken = ingest(fence, 8, Sample.accepted(7, command));
    assertThat(taken.queued())
        .singleElement()
        .satisfies(
            queued -> {
              assertThat(queued.offset()).isEqualTo(7);
              assertThat(queued.command()).isEqualTo(command);
            });
    assertThat(load(fence).heads()).isEqualTo(taken.queued());
  }

  @Test
  void recordsThatWereTakenOverBeforeAreDropped() {
    Fence fence = claim();
    ingest(fence, 10, Sample.accepted(5, Sample.command(ada, "c1")));
    Ingested.Taken replay =
        ingest(
            fence,
            12,
            Sample.accepted(5, Sample.command(ada, "c1")),
            Sample.accepted(8, Sample.command(ada, "lost-in-a-gap")),
            Sample.refused(9, Sample.command(ada, "refused")),
            Sample.accepted(10, Sample.command(ada, "c2")));
    assertThat(offsets(replay.queued())).containsExactly(10L);
    assertThat(replay.results()).isEmpty();
    assertThat(replay.repeats()).isEmpty();
    assertThat(load(fence).pending()).isEqualTo(2);
  }

  @Test
  void aReplayDoesNotTakeThePositionBack() {
    Fence fence = claim();
    ingest(fence, 10);
    ingest(fence, 4);
    assertThat(journal().claim(partition, UUID.randomUUID()).nextOffset()).hasValue(10);
  }

  @Test
  void aCommandThatIsQueuedAlreadyIsQueuedOnce() {
    Fence fence = claim();
    Command command = Sample.command(ada, "c1");
    Ingested.Taken first =
        ingest(fence, 2, Sample.accepted(0, command), Sample.accepted(1, command));
    assertThat(offsets(first.queued())).containsExactly(0L);
    Ingested.Taken second = ingest(fence, 3, Sample.accepted(2, command));
    assertThat(second.queued()).isEmpty();
    assertThat(second.repeats()).isEmpty();
    assertThat(load(fence).pending()).isEqualTo(1);
  }

  @Test
  void aCommandThatHasEndedIsAnsweredByItsResult() {
    Fence fence = claim();
    Command command = Sample.command(ada, "c1");
    ingest(fence, 1, Sample.accepted(0, command));
    journal().write(List.of(ended(fence, 0, command)));

    Ingested.Taken again = ingest(fence, 2, Sample.accepted(1, command));
    assertThat(again.queued()).isEmpty();
    assertThat(again.results()).isEmpty();
    assertThat(again.repeats())
        .containsExactly(new StoredResult(partition, 1, Sample.result(command, Status.SUCCEEDED)));
    assertThat(load(fence).pending()).isZero();
    assertThat(results(fence)).hasSize(1);
  }

  @Test
  void theSameIdOfAnotherUserIsAnotherCommand() {
    Fence fence = claim();
    Command adas = Sample.command(ada, "c1");
    Command bobs = Sample.command(bob, "c1");
    ingest(fence, 1, Sample.accepted(0, adas));
    journal().write(List.of(ended(fence, 0, adas)));
    Ingested.Taken taken = ingest(fence, 2, Sample.accepted(1, bobs));
    assertThat(offsets(taken.queued())).containsExactly(1L);
    assertThat(taken.repeats()).isEmpty();
  }

  @Test
  void aRefusedCommandHasOneResultHoweverOftenItIsSent() {
    Fence fence = claim();
    Command command = Sample.command(ada, "c1");
    Ingested.Taken first = ingest(fence, 2, Sample.refused(0, command), Sample.refused(1, command));
    assertThat(first.queued()).isEmpty();
    assertThat(first.results())
        .containsExactly(new StoredResult(partition, 1, Sample.result(command, Status.REJECTED)));

    Ingested.Taken again =
        ingest(fence, 4, Sample.refused(2, command), Sample.accepted(3, command));
    assertThat(again.queued()).isEmpty();
    assertThat(again.results()).isEmpty();
    assertThat(again.repeats()).isNotEmpty().allMatch(each -> each.sequence() == 1);
    assertThat(results(fence)).hasSize(1);
  }

  @Test
  void aRefusedCopyOfACommandThatIsQueuedOrEndedChangesNothing() {
    Fence fence = claim();
    Command command = Sample.command(ada, "c1");
    ingest(fence, 1, Sample.accepted(0, command));
    Ingested.Taken queued = ingest(fence, 2, Sample.refused(1, command));
    assertThat(queued.results()).isEmpty();
    journal().write(List.of(ended(fence, 0, command)));
    Ingested.Taken over = ingest(fence, 3, Sample.refused(2, command));
    assertThat(over.results()).isEmpty();
    assertThat(results(fence)).containsExactly(Sample.result(command, Status.SUCCEEDED));
  }

  @Test
  void anAcceptedAndARefusedCopyInOneBatchEndInOneResult() {
    Fence fence = claim();
    Command command = Sample.command(ada, "c1");
    Ingested.Taken taken =
        ingest(fence, 2, Sample.refused(0, command), Sample.accepted(1, command));
    assertThat(taken.queued().size() + taken.results().size()).isEqualTo(1);
    assertThat(load(fence).pending()).isEqualTo(taken.queued().size());
  }

  // What waits

  @Test
  void theHeadsAreTheFirstCommandsOfEachUserAndPriority() {
    Fence fence = claim();
    ingest(
        fence,
        7,
        Sample.accepted(0, Sample.command(ada, "a0", Priority.BULK)),
        Sample.accepted(1, Sample.command(ada, "a1", Priority.INTERACTIVE)),
        Sample.accepted(2, Sample.command(bob, "b2", Priority.BULK)),
        Sample.accepted(3, Sample.command(ada, "a3", Priority.INTERACTIVE)),
        Sample.accepted(4, Sample.command(bob, "b4", Priority.BULK)),
        Sample.accepted(6, Sample.command(ada, "a6", Priority.BULK)));
    Loaded loaded = load(fence);
    assertThat(offsets(loaded.heads())).containsExactlyInAnyOrder(0L, 1L, 2L);
    assertThat(loaded.pending()).isEqualTo(6);
    assertThat(loaded.nextOffset()).isEqualTo(7);
  }

  @Test
  void whatFollowsIsReadInTheOrderOfOffsets() {
    Fence fence = claim();
    List<Arrival> arrivals = new ArrayList<>();
    for (int offset = 0; offset < 10; offset++) {
      arrivals.add(Sample.accepted(offset, Sample.command(ada, "a" + offset, Priority.BULK)));
    }
    arrivals.add(Sample.accepted(10, Sample.command(ada, "i", Priority.INTERACTIVE)));
    arrivals.add(Sample.accepted(11, Sample.command(bob, "b", Priority.BULK)));
    ingest(fence, 12, arrivals.toArray(Arrival[]::new));
    assertThat(offsets(journal().next(fence, ada, Priority.BULK, 2, 3)))
        .containsExactly(3L, 4L, 5L);
    assertThat(offsets(journal().next(fence, ada, Priority.BULK, 7, 3))).containsExactly(8L, 9L);
    assertThat(journal().next(fence, ada, Priority.BULK, 9, 3)).isEmpty();
    assertThat(offsets(journal().next(fence, ada, Priority.INTERACTIVE, -1, 3)))
        .containsExactly(10L);
  }

  // What happens to a command

  @Test
  void aStepKeepsItsFirstIntentAndStartAndCountsItsAttempts() {
    Fence first = claim();
    ingest(first, 1, Sample.accepted(0, Sample.command(ada, "c1")));
    Instant began = journal().write(List.of(started(first, "one", "{\"n\":1}", 30))).at();
    Fence second = claim();
    Instant later = journal().write(List.of(started(second, "one", "{\"n\":2}", 50))).at();

    assertThat(load(second).steps().get(0L))
        .containsExactly(
            new StepRecord(
                "one",
                second.epoch(),
                began,
                later.plusSeconds(50),
                2,
                true,
                Sample.json("{\"n\":1}"),
                Cost.ONE_REQUEST,
                null));
  }

  @Test
  void aChoiceIsKeptOnceAndLeavesNothingInDoubt() {
    Fence fence = claim();
    ingest(fence, 1, Sample.accepted(0, Sample.command(ada, "c1")));
    for (String choice : List.of("first", "second")) {
      journal()
          .write(
              List.of(
                  new Entry.Chosen(fence, 0, "choice", Sample.json("\"" + choice + "\"")),
                  started(fence, "one", "{}", 30)));
    }
    StepRecord kept =
        load(fence).steps().getOrDefault(0L, List.of()).stream()
            .filter(step -> step.step().equals("choice"))
            .findFirst()
            .orElseThrow();
    assertThat(kept.output()).isEqualTo(Sample.json("\"first\""));
    assertThat(kept.inDoubt()).isFalse();
    assertThat(kept.decisive()).isFalse();
    assertThat(kept.spent()).isEqualTo(Cost.NOTHING);

    journal().write(List.of(ended(fence, 0, Sample.command(ada, "c1"), Status.SUCCEEDED)));
    assertThat(load(fence).steps()).isEmpty();
  }

  @Test
  void aFinishedStepKeepsItsOutputAndAWithdrawnOneIsGone() {
    Fence fence = claim();
    ingest(fence, 1, Sample.accepted(0, Sample.command(ada, "c1")));
    journal().write(List.of(started(fence, "one", "{}", 30), started(fence, "two", "{}", 30)));
    journal()
        .write(
            List.of(
                new Entry.Finished(fence, 0, "one", Sample.json("{\"id\":\"p\"}")),
                new Entry.Withdrawn(fence, 0, "two")));
    assertThat(load(fence).steps().get(0L))
        .singleElement()
        .satisfies(
            step -> {
              assertThat(step.step()).isEqualTo("one");
              assertThat(step.inDoubt()).isFalse();
              assertThat(step.output()).isEqualTo(Sample.json("{\"id\":\"p\"}"));
            });
  }

  @Test
  void aStepThatIsStartedAgainInTheSameWriteThatWithdrewItIsInDoubt() {
    Fence fence = claim();
    ingest(fence, 1, Sample.accepted(0, Sample.command(ada, "c1")));
    journal().write(List.of(started(fence, "one", "{\"n\":1}", 30)));
    journal()
        .write(
            List.of(new Entry.Withdrawn(fence, 0, "one"), started(fence, "one", "{\"n\":2}", 30)));
    assertThat(load(fence).steps().get(0L))
        .singleElement()
        .satisfies(
            step -> {
              assertThat(step.inDoubt()).isTrue();
              assertThat(step.attempts()).isEqualTo(1);
              assertThat(step.intent()).isEqualTo(Sample.json("{\"n\":2}"));
            });
  }

  @Test
  void aPauseForManyIsKnownUntilItIsOverAndALaterOneReplacesIt() {
    Fence fence = claim();
    Instant later = load(fence).at().truncatedTo(ChronoUnit.MILLIS).plusSeconds(3_600);
    GatePause first = new GatePause("acme", later, WaitCause.RATE_LIMITED);
    GatePause over = new GatePause("", later.minusSeconds(7_200), WaitCause.PROVIDER_OUTAGE);
    journal().write(List.of(new Entry.Shut(fence, first), new Entry.Shut(fence, over)));
    assertThat(load(fence).gates()).containsExactly(first);
    GatePause second = new GatePause("acme", later.plusSeconds(9), WaitCause.RATE_LIMITED);
    journal().write(List.of(new Entry.Shut(fence, second)));
    assertThat(load(fence).gates()).containsExactly(second);
  }

  @Test
  void everyWorkerOfATopicIsToldOfThePausesOfWorkspacesAndOfNoOthers() {
    Fence fence = claim();
    Fence other = claim(neighbour);
    Instant later = load(fence).at().truncatedTo(ChronoUnit.MILLIS).plusSeconds(3_600);
    GatePause acme = new GatePause("acme", later, WaitCause.RATE_LIMITED);
    journal()
        .write(
            List.of(
                new Entry.Shut(fence, acme),
                new Entry.Shut(other, acme),
                new Entry.Shut(fence, new GatePause("", later, WaitCause.PROVIDER_OUTAGE)),
                new Entry.Shut(
                    other,
                    new GatePause("over", later.minusSeconds(7_200), WaitCause.RATE_LIMITED))));
    assertThat(journal().pauses(partition.topic())).containsExactly(acme);
    assertThat(journal().pauses("another")).isEmpty();
  }

  @Test
  void theEndTakesTheCommandItsStepsAndItsParkAway() {
    Fence fence = claim();
    Command command = Sample.command(ada, "c1");
    ingest(fence, 2, Sample.accepted(0, command), Sample.accepted(1, Sample.command(ada, "c2")));
    journal()
        .write(
            List.of(
                started(fence, "one", "{}", 30),
                new Entry.Parked(fence, park(Priority.INTERACTIVE, 1)),
                new Entry.Parked(fence, park(Priority.BULK, 2))));
    Written written = journal().write(List.of(ended(fence, 0, command)));
    assertThat(written.sequences()).containsExactly(Map.entry(ended(fence, 0, command), 1L));
    Loaded loaded = load(fence);
    assertThat(offsets(loaded.heads())).containsExactly(1L);
    assertThat(loaded.steps()).isEmpty();
    assertThat(loaded.spent()).isEmpty();
    assertThat(loaded.parks()).extracting(Park::priority).containsExactly(Priority.BULK);
    assertThat(loaded.results()).isEqualTo(1);
  }

  @Test
  void anEndThatIsWrittenTwiceIsOneResultAtTheSamePlace() {
    Fence fence = claim();
    Command one = Sample.command(ada, "c1");
    Command two = Sample.command(bob, "c2");
    ingest(fence, 2, Sample.accepted(0, one), Sample.accepted(1, two));
    journal().write(List.of(ended(fence, 0, one)));
    Written again = journal().write(List.of(ended(fence, 0, one), ended(fence, 1, two)));
    assertThat(again.sequences())
        .containsOnly(Map.entry(ended(fence, 0, one), 1L), Map.entry(ended(fence, 1, two), 2L));
    assertThat(results(fence)).hasSize(2);
    assertThat(load(fence).results()).isEqualTo(2);
  }

  @Test
  void aParkReplacesTheOneBefore() {
    Fence fence = claim();
    ingest(fence, 1, Sample.accepted(0, Sample.command(ada, "c1")));
    journal()
        .write(
            List.of(
                new Entry.Parked(fence, park(Priority.INTERACTIVE, 1)),
                new Entry.Parked(fence, park(Priority.INTERACTIVE, 2))));
    assertThat(load(fence).parks()).containsExactly(park(Priority.INTERACTIVE, 2));
    journal().write(List.of(new Entry.Parked(fence, park(Priority.INTERACTIVE, 3))));
    assertThat(load(fence).parks()).containsExactly(park(Priority.INTERACTIVE, 3));
  }

  @Test
  void whatACommandTookFromTheLimitsIsKnownWhileItRunsAndWhenItEnded() {
    Fence fence = claim();
    Command one = Sample.command(ada, "c1");
    ingest(fence, 2, Sample.accepted(0, one), Sample.accepted(1, Sample.command(bob, "c2")));
    Cost mail = Cost.ONE_REQUEST.and(LimitUnit.RECIPIENTS, 12).and(LimitUnit.UPLOADED_BYTES, 9);
    journal()
        .write(
            List.of(
                new Entry.Spent(fence, 1, Cost.ONE_REQUEST),
                new Entry.Spent(fence, 1, mail),
                new Entry.Ended(fence, 0, Sample.result(one, Status.SUCCEEDED), mail)));
    Loaded loaded = load(fence);
    assertThat(loaded.spent()).containsExactly(Map.entry(1L, mail));
    assertThat(loaded.usage())
        .singleElement()
        .satisfies(
            usage -> {
              assertThat(usage.user()).isEqualTo(ada);
              assertThat(usage.cost()).isEqualTo(mail);
              assertThat(usage.at()).isBetween(loaded.at().minusSeconds(60), loaded.at());
            });
    assertThat(loaded.steps()).isEmpty();
  }

  @Test
  void aStartedEffectTellsWhatWasSpentWithIt() {
    Fence fence = claim();
    ingest(fence, 1, Sample.accepted(0, Sample.command(ada, "c1")));
    Cost three = new Cost(Map.of(LimitUnit.REQUESTS, 3L));
    journal()
        .write(
            List.of(
                new Entry.Spent(fence, 0, Cost.ONE_REQUEST),
                new Entry.Started(
                    fence,
                    0,
                    Sample.use(ada),
                    "one",
                    true,
                    Sample.json("{}"),
                    Duration.ofSeconds(1),
                    three)));
    assertThat(load(fence).spent()).containsExactly(Map.entry(0L, three));
  }

  // Results

  @Test
  void resultsHaveConsecutivePlacesWhereverTheyComeFrom() {
    Fence fence = claim();
    Command one = Sample.command(ada, "c1");
    Command two = Sample.command(ada, "c2");
    Command three = Sample.command(ada, "c3");
    ingest(fence, 3, Sample.refused(0, one), Sample.accepted(1, two), Sample.accepted(2, three));
    journal().write(List.of(ended(fence, 1, two), ended(fence, 2, three)));
    ingest(fence, 4, Sample.refused(3, Sample.command(bob, "c4")));
    assertThat(journal().results(fence, 1, 100))
        .extracting(StoredResult::sequence)
        .containsExactly(1L, 2L, 3L, 4L);
    assertThat(journal().results(fence, 2, 2))
        .extracting(StoredResult::sequence)
        .containsExactly(2L, 3L);
    assertThat(journal().results(fence, 5, 2)).isEmpty();
    assertThat(results(fence))
        .extracting(result -> result.command().id())
        .startsWith(new CommandId("c1"));
  }

  @Test
  void aResultComesBackAsItWent() {
    Fence fence = claim();
    Command command = Sample.fullCommand(ada, "c1");
    ingest(fence, 1, Sample.accepted(0, command));
    journal().write(List.of(ended(fence, 0, command)));
    assertThat(results(fence)).containsExactly(Sample.result(command, Status.SUCCEEDED));
  }

  @Test
  void whatIsPublishedIsNeverTakenBack() {
    Fence fence = claim();
    journal().write(List.of(new Entry.Published(fence, 5)));
    journal().write(List.of(new Entry.Published(fence, 3)));
    assertThat(load(fence).published()).isEqualTo(5);
  }

  @Test
  void partitionsDoNotMix() {
    Fence here = claim(partition);
    Fence there = claim(neighbour);
    Command adas = Sample.command(ada, "c1");
    ingest(here, 1, Sample.accepted(0, adas));
    Command bobs = Sample.command(bob, "c1");
    ingest(there, 1, Sample.accepted(0, bobs));
    Written written = journal().write(List.of(ended(here, 0, adas), ended(there, 0, bobs)));
    assertThat(written.sequences().values()).containsExactly(1L, 1L);
    assertThat(written.fenced()).isEqualTo(Set.of());
    assertThat(results(here)).extracting(Result::user).containsExactly(ada);
    assertThat(results(there)).extracting(Result::user).containsExactly(bob);
  }

  // Replays

  private static Command replay(Command of, String id) {
    return new Command(
        of.user(),
        new CommandId(id),
        of.operation(),
        of.source(),
        of.priority(),
        of.deadline(),
        of.hold(),
        null,
        null,
        of.agent(),
        of.conversation(),
        of.traceparent(),
        of.data(),
        of.effectId());
  }

  private Entry.Ended ended(Fence fence, long offset, Command command, Status status) {
    return new Entry.Ended(fence, offset, Sample.result(command, status), Cost.ONE_REQUEST);
  }

  /** Takes it in at offset 0, and lets it end so. */
  private Fence endedAs(Status status, Command command) {
    Fence fence = claim();
    ingest(fence, 1, Sample.accepted(0, command));
    journal().write(List.of(ended(fence, 0, command, status)));
    return fence;
  }

  @Test
  void aReplayBeginsWhereTheCommandEnded() {
    Fence fence = claim();
    Command command = Sample.fullCommand(ada, "c1");
    ingest(fence, 1, Sample.accepted(0, command));
    Instant began =
        journal()
            .write(
                List.of(
                    new Entry.Spent(fence, 0, Cost.ONE_REQUEST),
                    started(fence, "one", "{\"n\":1}", 30),
                    started(fence, "two", "{\"n\":2}", 40),
                    started(fence, "three", "{}", 50)))
            .at();
    journal().write(List.of(new Entry.Withdrawn(fence, 0, "three")));
    // The last step of a command is finished in the write in which it ends.
    journal()
        .write(
            List.of(
                new Entry.Finished(fence, 0, "one", Sample.json("{\"id\":\"p\"}")),
                ended(fence, 0, command, Status.UNKNOWN)));

    Command replay = replay(command, "c1.replay-1");
    Ingested.Taken taken = ingest(fence, 2, Sample.accepted(1, replay));
    assertThat(taken.results()).isEmpty();
    assertThat(taken.queued())
        .singleElement()
        .satisfies(
            queued -> {
              assertThat(queued.command()).isEqualTo(replay);
              assertThat(queued.steps())
                  .containsExactlyInAnyOrder(
                      inherited("one", began, 30, "{\"n\":1}", Sample.json("{\"id\":\"p\"}")),
                      inherited("two", began, 40, "{\"n\":2}", null));
            });
    Loaded loaded = load(fence);
    assertThat(loaded.steps().get(1L))
        .containsExactlyInAnyOrderElementsOf(taken.queued().getFirst().steps());
    assertThat(loaded.spent().getOrDefault(1L, Cost.NOTHING)).isEqualTo(Cost.NOTHING);
  }

  private static StepRecord inherited(
      String step, Instant began, int seconds, String intent, @Nullable JsonNode output) {
    return new StepRecord(
        step,
        0,
        began,
        began.plusSeconds(seconds),
        1,
        true,
        Sample.json(intent),
        Cost.NOTHING,
        output);
  }

  @Test
  void aReplayThatIsNotTheHeadBringsItsStepsWhenItsTurnComes() {
    Fence fence = claim();
    Command command = Sample.command(ada, "c1");
    ingest(fence, 1, Sample.accepted(0, command));
    journal().write(List.of(started(fence, "one", "{}", 30)));
    journal().write(List.of(ended(fence, 0, command, Status.UNKNOWN)));
    Ingested.Taken taken =
        ingest(
            fence,
            3,
            Sample.accepted(1, Sample.command(ada, "c2")),
            Sample.accepted(2, replay(command, "c1.replay-1")));
    assertThat(journal().next(fence, ada, Priority.INTERACTIVE, 0, 5)).isEqualTo(taken.queued());
    assertThat(taken.queued().getLast().steps()).hasSize(1);
  }

  @Test
  void anEndIsReplayedOnce() {
    Command command = Sample.command(ada, "c1");
    Fence fence = endedAs(Status.FAILED, command);
    Command first = replay(command, "c1.replay-1");
    Ingested.Taken taken =
        ingest(
            fence,
            4,
            Sample.accepted(1, first),
            Sample.accepted(2, first),
            Sample.accepted(3, replay(command, "another")));
    assertThat(offsets(taken.queued())).containsExactly(1L);
    assertRejected(taken, "another", ProblemCode.CONFLICT);

    Ingested.Taken later =
        ingest(fence, 6, Sample.accepted(4, replay(command, "third")), Sample.accepted(5, first));
    assertThat(later.queued()).isEmpty();
    assertRejected(later, "third", ProblemCode.CONFLICT);
  }

  @Test
  void whatDidNotFailCannotBeReplayed() {
    Command done = Sample.command(ada, "c1");
    Fence fence = endedAs(Status.SUCCEEDED, done);
    Command running = Sample.command(ada, "c2");
    ingest(fence, 2, Sample.accepted(1, running));
    Command bobs = Sample.command(bob, "c3");
    ingest(fence, 3, Sample.accepted(2, bobs));
    journal().write(List.of(ended(fence, 2, bobs, Status.FAILED)));
    int offset = 3;
    for (Command named :
        List.of(done, running, Sample.command(ada, "c3"), Sample.command(ada, "never-was"))) {
      Ingested.Taken taken =
          ingest(fence, offset + 1, Sample.accepted(offset++, replay(named, "of-" + named.id())));
      assertThat(taken.queued()).isEmpty();
      assertRejected(taken, "of-" + named.id(), ProblemCode.NOT_FOUND);
    }
  }

  @Test
  void aReplayAsksForTheSameAndForNothingElse() {
    Command command = Sample.command(ada, "c1");
    Fence fence = endedAs(Status.FAILED, command);
    Command other =
        new Command(
            ada,
            new CommandId("c1.replay-1"),
            command.operation(),
            command.source(),
            command.priority(),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            Sample.json("{\"say\":\"something else\"}"),
            command.id());
    Ingested.Taken taken =
        ingest(
            fence,
            3,
            Sample.accepted(1, other),
            Sample.accepted(2, replay(command, "c1.replay-2")));
    assertRejected(taken, "c1.replay-1", ProblemCode.CONFLICT);
    assertThat(offsets(taken.queued())).containsExactly(2L);
  }

  @Test
  void aReplayThatFailsIsReplayedUnderTheNameOfTheFirst() {
    Command command = Sample.command(ada, "c1");
    Fence fence = endedAs(Status.FAILED, command);
    Command again = replay(command, "c1.replay-1");
    ingest(fence, 2, Sample.accepted(1, again));
    journal()
        .write(
            List.of(
                new Entry.Started(
                    fence,
                    1,
                    Sample.use(ada),
                    "one",
                    true,
                    Sample.json("{}"),
                    Duration.ofSeconds(1),
                    Cost.NOTHING)));
    journal().write(List.of(ended(fence, 1, again, Status.UNKNOWN)));

    Ingested.Taken taken =
        ingest(
            fence,
            4,
            Sample.accepted(2, replay(again, "c1.replay-2")),
            Sample.accepted(3, replay(again, "c1.replay-3")));
    assertThat(taken.queued())
        .singleElement()
        .satisfies(
            queued -> {
              assertThat(queued.command().replays()).isEqualTo(command.id());
              assertThat(queued.steps()).extracting(StepRecord::step).containsExactly("one");
            });
    assertRejected(taken, "c1.replay-3", ProblemCode.CONFLICT);
  }

  @Test
  void aReplayWhoseNameIsTakenReplaysNothing() {
    Command command = Sample.command(ada, "c1");
    Fence fence = endedAs(Status.FAILED, command);
    ingest(fence, 2, Sample.accepted(1, Sample.command(ada, "taken")));
    Ingested.Taken taken =
        ingest(
            fence,
            4,
            Sample.accepted(2, replay(command, "taken")),
            Sample.accepted(3, replay(command, "free")));
    assertThat(offsets(taken.queued())).containsExactly(3L);
    assertThat(taken.results()).isEmpty();
  }

  private static void assertRejected(Ingested.Taken taken, String id, ProblemCode code) {
    assertThat(taken.results())
        .filteredOn(stored -> stored.result().command().id().value().equals(id))
        .singleElement()
        .satisfies(
            stored -> {
              assertThat(stored.result().status()).isEqualTo(Status.REJECTED);
              assertThat(requireNonNull(stored.result().problem()).code()).isEqualTo(code);
            });
  }

  private Entry.Started started(Fence fence, String step, String intent, int seconds) {
    return new Entry.Started(
        fence,
        0,
        Sample.use(ada),
        step,
        true,
        Sample.json(intent),
        Duration.ofSeconds(seconds),
        Cost.ONE_REQUEST);
  }

  @Test
  void whatEndsBehindAHeadLeavesTheParkOfTheHead() {
    Fence fence = claim();
    Command head = Sample.command(ada, "c1");
    Command behind = Sample.command(ada, "c2");
    ingest(fence, 2, Sample.accepted(0, head), Sample.accepted(1, behind));
    journal().write(List.of(new Entry.Parked(fence, park(Priority.INTERACTIVE, 1))));
    journal().write(List.of(ended(fence, 1, behind)));
    assertThat(load(fence).parks()).containsExactly(park(Priority.INTERACTIVE, 1));
    assertThat(offsets(load(fence).heads())).containsExactly(0L);
    journal().write(List.of(ended(fence, 0, head)));
    assertThat(load(fence).parks()).isEmpty();
  }

  private Park park(Priority priority, int failures) {
    return new Park(
        ada,
        priority,
        Sample.TIME.plusSeconds(failures),
        WaitCause.RATE_LIMITED,
        Sample.TIME,
        failures,
        failures == 2 ? Problem.of(ProblemCode.RATE_LIMITED, "Nobody may.").canRetry() : null);
  }
}
