package dev.errand.pipeline.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.errand.pipeline.Cost;
import dev.errand.schemas.Command;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.Priority;
import dev.errand.schemas.Problem;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import dev.errand.schemas.UserId;
import dev.errand.schemas.mail.MailOperations;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link Journal} promises of commands whose time has not come. */
public abstract class PostponedContract extends OnJournal {

  private static final Duration MOMENT = Duration.ofMillis(300);
  private static final Problem NOT_WELCOME = Problem.of(ProblemCode.INVALID_COMMAND, "No.");

  private int offset;

  /** As if all that is postponed on the topic of these tests had been so for so much longer. */
  protected abstract void passes(Duration time);

  private Ingested.Taken ingest(Fence fence, Command... commands) {
    List<Arrival> arrivals = new ArrayList<>();
    for (Command command : commands) {
      arrivals.add(Sample.accepted(offset++, command));
    }
    return (Ingested.Taken)
        journal().ingest(List.of(new Arrivals(fence, offset, arrivals))).getFirst();
  }

  private static Command inAnHour(Command command) {
    return command.later(Instant.now().plus(Duration.ofHours(1)), null);
  }

  private static Command soon(Command command) {
    return command.later(Instant.now().plus(MOMENT), null);
  }

  private List<Command> due() {
    return journal().due(partition.topic(), Duration.ofHours(1), 10);
  }

  private Queued takenInWhenDue(Fence fence, Command brought) {
    return await()
        .pollDelay(Duration.ZERO)
        .until(() -> ingest(fence, brought).queued(), queued -> !queued.isEmpty())
        .getFirst();
  }

  @Test
  void aCommandWhoseTimeHasNotComeStandsInNoOrder() {
    Fence fence = claim();
    Command later = inAnHour(Sample.fullCommand(ada, "later"));
    Command now = Sample.fullCommand(ada, "now");
    Ingested.Taken taken = ingest(fence, later, now);
    assertThat(taken.queued()).extracting(Queued::command).containsExactly(now);
    assertThat(taken.results()).isEmpty();
    Loaded loaded = journal().load(fence, Duration.ofMinutes(1));
    assertThat(loaded.heads()).extracting(Queued::command).containsExactly(now);
    assertThat(loaded.pending()).isEqualTo(1);
    assertThat(journal().whereabouts(partition.topic(), ada, later.id()))
        .isInstanceOfSatisfying(
            Whereabouts.Postponed.class,
            postponed -> assertThat(postponed.command()).isEqualTo(later));
    assertThat(due()).isEmpty();
  }

  @Test
  void whenItsTimeHasComeItIsToldOnceAWhileAndTakenInAsItCameFirst() {
    Fence fence = claim();
    Command first = soon(Sample.fullCommand(ada, "c1"));
    ingest(fence, first);
    List<Command> told = await().pollDelay(Duration.ZERO).until(this::due, due -> !due.isEmpty());
    assertThat(told).containsExactly(first);
    assertThat(due()).isEmpty();
    passes(Duration.ofHours(1));
    assertThat(due()).containsExactly(first);
    assertThat(journal().due("another", Duration.ZERO, 10)).isEmpty();
    Command other = first.with(Sample.json("{\"say\":\"something else\"}"));
    assertThat(ingest(fence, other, other).queued())
        .extracting(Queued::command)
        .containsExactly(first);
    assertThat(ingest(fence, first).queued()).isEmpty();
    assertThat(journal().due(partition.topic(), Duration.ZERO, 10)).isEmpty();
    assertThat(journal().whereabouts(partition.topic(), ada, first.id()))
        .isInstanceOf(Whereabouts.InOrder.class);
  }

  @Test
  void itIsKnownWhenItCameFirstAlsoToTheNextOwner() {
    Fence fence = claim();
    Command command = soon(Sample.fullCommand(ada, "c1"));
    ingest(fence, command);
    Instant first =
        ((Whereabouts.Postponed) journal().whereabouts(partition.topic(), ada, command.id()))
            .acceptedAt();
    Queued queued = takenInWhenDue(fence, command);
    assertThat(queued.firstAcceptedAt()).isEqualTo(first);
    assertThat(queued.postponed()).isGreaterThan(MOMENT.dividedBy(2));
    assertThat(queued.acceptedAt()).isAfterOrEqualTo(command.due(first));
    Command behind = Sample.fullCommand(ada, "c2");
    ingest(fence, behind);
    assertThat(journal().load(claim(), Duration.ofMinutes(1)).heads())
        .singleElement()
        .satisfies(head -> assertThat(head.firstAcceptedAt()).isEqualTo(first));
    assertThat(
            ((Whereabouts.InOrder) journal().whereabouts(partition.topic(), ada, behind.id()))
                .queued()
                .postponed())
        .isZero();
  }

  @Test
  void broughtAgainBeforeItsTimeItGoesOnWaiting() {
    Fence fence = claim();
    Command later = inAnHour(Sample.command(ada, "c1"));
    ingest(fence, later, later);
    Ingested.Taken again = ingest(fence, later, Sample.command(ada, "c1"));
    assertThat(again.queued()).isEmpty();
    assertThat(again.repeats()).isEmpty();
    assertThat(journal().whereabouts(partition.topic(), ada, later.id()))
        .isInstanceOf(Whereabouts.Postponed.class);
  }

  @Test
  void inOneBatchTheFirstOfAnIdCounts() {
    Fence fence = claim();
    Command now = Sample.command(ada, "c1");
    assertThat(ingest(fence, inAnHour(now), now).queued()).isEmpty();
    Command other = Sample.command(ada, "c2");
    assertThat(ingest(fence, other, inAnHour(other)).queued()).hasSize(1);
    assertThat(journal().whereabouts(partition.topic(), ada, other.id()))
        .isInstanceOf(Whereabouts.InOrder.class);
  }

  @Test
  void itCanBeUndoneForSoLongFromItsAcceptance() {
    Fence fence = claim();
    Command undoable = Sample.command(ada, "c1").later(null, MOMENT);
    assertThat(ingest(fence, undoable).queued()).isEmpty();
    assertThat(takenInWhenDue(fence, undoable).command()).isEqualTo(undoable);
    assertThat(ingest(fence, undoable).queued()).isEmpty();
  }

  @Test
  void whatIsNewAndNotWelcomeIsRefusedAndWhatIsKnownGoesOn() {
    Fence fence = claim();
    Command later = inAnHour(Sample.command(ada, "later"));
    Command queued = Sample.command(ada, "queued");
    Command fresh = inAnHour(Sample.command(ada, "fresh"));
    Command due = soon(Sample.command(ada, "due"));
    ingest(fence, later, queued, due);
    await().until(() -> !due().isEmpty());
    Ingested.Taken taken = ingestUnwelcome(fence, later, queued, due, fresh, fresh);
    assertThat(taken.queued()).extracting(Queued::command).containsExactly(due);
    assertThat(taken.results())
        .singleElement()
        .satisfies(
            stored -> {
              assertThat(stored.result().command().id()).isEqualTo(fresh.id());
              assertThat(stored.result().status()).isEqualTo(Status.REJECTED);
              assertThat(stored.result().problem()).isEqualTo(NOT_WELCOME);
            });
    assertThat(journal().whereabouts(partition.topic(), ada, later.id()))
        .isInstanceOf(Whereabouts.Postponed.class);
    assertThat(journal().whereabouts(partition.topic(), ada, queued.id()))
        .isInstanceOf(Whereabouts.InOrder.class);
    assertThat(ingest(fence, fresh).repeats())
        .as("the same answer, also to one that would be welcome now")
        .extracting(repeated -> repeated.result().problem())
        .containsExactly(NOT_WELCOME);
  }

  private Ingested.Taken ingestUnwelcome(Fence fence, Command... commands) {
    List<Arrival> arrivals = new ArrayList<>();
    for (Command command : commands) {
      arrivals.add(new Arrival.Accepted(offset++, command, NOT_WELCOME));
    }
    return (Ingested.Taken)
        journal().ingest(List.of(new Arrivals(fence, offset, arrivals))).getFirst();
  }

  private Ingested.Taken ingestRefused(Fence fence, Command command, ProblemCode code) {
    Arrival refused =
        Arrival.Refused.of(
            Sample.accepted(offset++, command), Problem.of(code, "No."), Sample.TIME);
    return ingest(fence, offset, refused);
  }

  @Test
  void aRefusedCopyOfWhatIsPostponedChangesNothing() {
    Fence fence = claim();
    Command later = inAnHour(Sample.command(ada, "c1"));
    ingest(fence, later);
    assertThat(ingestRefused(fence, later, ProblemCode.INVALID_COMMAND).results()).isEmpty();
    passes(Duration.ofMinutes(61));
    assertThat(due()).containsExactly(later);
    assertThat(ingestRefused(fence, later, ProblemCode.INVALID_COMMAND).results()).isEmpty();
    assertThat(ingestRefused(fence, later, ProblemCode.QUOTA_EXCEEDED).results()).isEmpty();
    assertThat(ingest(fence, later).queued()).extracting(Queued::command).containsExactly(later);
    assertThat(results(fence)).isEmpty();
  }

  @Test
  void whatWasRefusedWhileItWasPostponedIsTakenBackWithOneResult() {
    Fence fence = claim();
    Command later = inAnHour(Sample.command(ada, "c1"));
    ingest(fence, later);
    ingestRefused(fence, later, ProblemCode.INVALID_COMMAND);
    var _ = journal().write(List.of(new Entry.TakenBack(fence, cancelled(later))));
    ingestRefused(fence, later, ProblemCode.INVALID_COMMAND);
    assertThat(results(fence)).containsExactly(cancelled(later));
  }

  @Test
  void whatIsRefusedForGoodAnHourAfterItsTimeEndsWithThat() {
    Fence fence = claim();
    Command later = inAnHour(Sample.command(ada, "c1"));
    ingest(fence, later);
    passes(Duration.ofMinutes(121));
    assertThat(ingestRefused(fence, later, ProblemCode.QUOTA_EXCEEDED).results())
        .as("that may be otherwise later")
        .isEmpty();
    assertThat(ingestRefused(fence, later, ProblemCode.INVALID_COMMAND).results()).hasSize(1);
    assertThat(due()).isEmpty();
    assertThat(journal().write(List.of(new Entry.TakenBack(fence, cancelled(later)))).sequences())
        .isEmpty();
    Ingested.Taken again = ingest(fence, later);
    assertThat(again.queued()).isEmpty();
    assertThat(again.repeats()).hasSize(1);
    assertThat(results(fence))
        .singleElement()
        .satisfies(
            result ->
                assertThat(Objects.requireNonNull(result.problem()).code())
                    .isEqualTo(ProblemCode.INVALID_COMMAND));
  }

  @Test
  void theOftenerItWasToldTheLongerItIsLeftAlone() {
    Command later = inAnHour(Sample.command(ada, "c1"));
    ingest(claim(), later);
    passes(Duration.ofHours(5));
    assertThat(dueAgain()).as("four hours late").containsExactly(later);
    assertLeftAlone(Duration.ofSeconds(30), later);
    assertLeftAlone(Duration.ofSeconds(33), later);
    assertLeftAlone(Duration.ofSeconds(69), later);
    assertLeftAlone(Duration.ofSeconds(141), later);
    passes(Duration.ofDays(3));
    assertThat(dueAgain()).containsExactly(later);
    assertLeftAlone(Journal.LONG_DUE, later);
    assertLeftAlone(Journal.LONG_DUE, later);
  }

  @Test
  void whatCouldNotBeSentIsToldAgainSoonHoweverOftenThatWas() {
    Command later = inAnHour(Sample.command(ada, "c1"));
    ingest(claim(), later);
    passes(Duration.ofHours(5));
    for (int failed = 0; failed < 9; failed++) {
      assertThat(dueAgain()).containsExactly(later);
      journal().notSent(partition.topic(), List.of(later));
      assertLeftAlone(Duration.ofSeconds(30), later);
      journal().notSent("another", List.of(later));
      passes(Duration.ofMinutes(1));
    }
    journal().notSent(partition.topic(), List.of(Sample.command(bob, "c1")));
    assertThat(dueAgain()).containsExactly(later);
  }

  /** For so long, and at most three seconds longer. */
  private void assertLeftAlone(Duration time, Command postponed) {
    passes(time.minusSeconds(1));
    assertThat(dueAgain()).as("before %s", time).isEmpty();
    passes(Duration.ofSeconds(4));
    assertThat(dueAgain()).as("after %s", time).containsExactly(postponed);
  }

  private List<Command> dueAgain() {
    return journal().due(partition.topic(), Duration.ofSeconds(30), 10);
  }

  @Test
  void aRecordOfAnotherTopicWithItsIdChangesNothing() {
    Fence fence = claim();
    Fence elsewhere = claim(new Partition(partition.topic() + "-elsewhere", 0));
    Command later = inAnHour(Sample.command(ada, "c1"));
    Command other = Sample.command(ada, "c1").with(Sample.json("{\"say\":\"elsewhere\"}"));
    ingest(fence, later);
    assertKnown(ingest(elsewhere, other));
    passes(Duration.ofMinutes(61));
    assertKnown(ingest(elsewhere, other, other));
    passes(Duration.ofMinutes(61));
    assertKnown(ingestRefused(elsewhere, other, ProblemCode.INVALID_COMMAND));
    assertThat(ingest(fence, later).queued()).extracting(Queued::command).containsExactly(later);
  }

  private static void assertKnown(Ingested.Taken taken) {
    assertThat(taken.queued()).isEmpty();
    assertThat(taken.results()).isEmpty();
    assertThat(taken.repeats()).isEmpty();
  }

  @Test
  void whatIsQueuedOrHasEndedIsNotPostponed() {
    Fence fence = claim();
    Command queued = Sample.command(ada, "queued");
    Command ended = Sample.command(ada, "ended");
    ingest(fence, queued, ended);
    Result result = Sample.result(ended, Status.SUCCEEDED);
    var _ = journal().write(List.of(new Entry.Ended(fence, offset - 1, result, Cost.NOTHING)));
    Ingested.Taken taken = ingest(fence, inAnHour(queued), inAnHour(ended));
    assertThat(taken.queued()).isEmpty();
    assertThat(taken.repeats()).extracting(StoredResult::result).containsExactly(result);
    assertThat(journal().whereabouts(partition.topic(), ada, ended.id()))
        .isEqualTo(new Whereabouts.Ended(Status.SUCCEEDED));
  }

  @Test
  void whatIsTakenBackHasEndedForGood() {
    Fence fence = claim();
    Command later = soon(Sample.command(ada, "c1"));
    ingest(fence, later, inAnHour(Sample.command(bob, "c1")));
    Result cancelled = cancelled(later);
    Entry.TakenBack entry = new Entry.TakenBack(fence, cancelled);
    Written written = journal().write(List.of(entry));
    assertThat(written.sequences()).containsOnlyKeys(entry);
    assertThat(journal().results(fence, 1, 10))
        .extracting(StoredResult::result)
        .containsExactly(cancelled);
    assertThat(journal().write(List.of(entry)).sequences()).isEmpty();
    assertThat(journal().whereabouts(partition.topic(), ada, later.id()))
        .isEqualTo(new Whereabouts.Ended(Status.CANCELLED));
    assertThat(journal().whereabouts(partition.topic(), bob, later.id()))
        .isInstanceOf(Whereabouts.Postponed.class);
    Ingested.Taken again = ingest(fence, later, Sample.command(ada, "c1"));
    assertThat(again.queued()).isEmpty();
    assertThat(again.repeats()).extracting(StoredResult::result).contains(cancelled);
  }

  @Test
  void anOwnerBeforeTakesNothingBack() {
    Fence before = claim();
    Command later = inAnHour(Sample.command(ada, "c1"));
    ingest(before, later);
    Fence now = claim();
    assertThat(journal().write(List.of(new Entry.TakenBack(before, cancelled(later)))).fenced())
        .containsExactly(before);
    assertThat(journal().whereabouts(partition.topic(), ada, later.id()))
        .isInstanceOf(Whereabouts.Postponed.class);
    assertThat(journal().results(now, 1, 10)).isEmpty();
  }

  @Test
  void onAnotherTopicNobodyKnowsIt() {
    Fence fence = claim();
    Command ended = Sample.command(ada, "ended");
    ingest(fence, ended);
    Result result = Sample.result(ended, Status.CANCELLED);
    var _ = journal().write(List.of(new Entry.Ended(fence, offset - 1, result, Cost.NOTHING)));
    ingest(fence, inAnHour(Sample.command(ada, "later")), Sample.command(ada, "queued"));
    assertThat(List.of("ended", "later", "queued"))
        .allSatisfy(
            id -> {
              CommandId command = new CommandId(id);
              assertThat(journal().whereabouts("another", ada, command))
                  .isEqualTo(new Whereabouts.Nowhere());
              assertThat(journal().whereabouts(partition.topic(), ada, command))
                  .isNotEqualTo(new Whereabouts.Nowhere());
            });
  }

  @Test
  void nobodyKnowsACommandThatNobodySent() {
    assertThat(journal().whereabouts(partition.topic(), ada, Sample.command(ada, "c1").id()))
        .isEqualTo(new Whereabouts.Nowhere());
  }

  @Test
  void oneUserCannotPostponeWithoutEndAndNobodyElseIsRefused() {
    Fence fence = claim();
    ingest(
        fence,
        IntStream.range(0, Journal.MOST_POSTPONED)
            .mapToObj(i -> inAnHour(Sample.command(ada, "c" + i)))
            .toArray(Command[]::new));
    Ingested.Taken taken =
        ingest(
            fence,
            inAnHour(Sample.command(ada, "one-more")),
            inAnHour(Sample.command(bob, "c1")),
            Sample.command(ada, "now"));
    assertThat(taken.results())
        .singleElement()
        .satisfies(
            stored ->
                assertThat(Objects.requireNonNull(stored.result().problem()).code())
                    .isEqualTo(ProblemCode.QUOTA_EXCEEDED));
    assertThat(taken.queued()).hasSize(1);
    assertThat(journal().whereabouts(partition.topic(), bob, Sample.command(bob, "c1").id()))
        .isInstanceOf(Whereabouts.Postponed.class);
  }

  private static Command followUp(UserId user, String id, Instant due) {
    return new Command(
            user,
            new CommandId(id),
            MailOperations.MAIL_DELIVERY,
            "urn:errand",
            Priority.BULK,
            null,
            null,
            null,
            null,
            Sample.json("{\"of\":\"" + id + "\"}"))
        .later(due, null);
  }

  private Entry.Ended ended(Fence fence, Command command, Command followUp) {
    return new Entry.Ended(
        fence, offset - 1, Sample.result(command, Status.SUCCEEDED), Cost.NOTHING, followUp);
  }

  @Test
  void whatFollowsACommandIsPostponedWithItsEndAndOnceOnly() {
    Fence fence = claim();
    Command mail = Sample.command(ada, "mail");
    Command look = followUp(ada, "look-1", Instant.now().minusSeconds(1));
    ingest(fence, mail);
    Entry.Ended end = ended(fence, mail, look);
    assertThat(journal().write(List.of(end)).sequences()).containsKey(end);
    assertThat(journal().write(List.of(end)).sequences()).as("written again").containsKey(end);
    assertThat(due()).containsExactly(look);
    Command other = look.with(Sample.json("{\"of\":\"somebody else's\"}"));
    assertThat(ingest(fence, other, other).queued())
        .extracting(Queued::command)
        .containsExactly(look);
    assertThat(ingest(fence, look).results()).isEmpty();
    Command next = followUp(ada, "look-2", Instant.now().plus(Duration.ofHours(1)));
    var _ = journal().write(List.of(endedAt(fence, offset - 3, look, next)));
    assertThat(journal().write(List.of(end)).fenced()).isEmpty();
    assertThat(journal().due(partition.topic(), Duration.ZERO, 10)).isEmpty();
    Ingested.Taken again = ingest(fence, look);
    assertThat(again.queued()).as("a copy that came late").isEmpty();
    assertThat(again.results()).isEmpty();
  }

  private static Entry.Ended endedAt(Fence fence, long at, Command command, Command followUp) {
    return new Entry.Ended(
        fence, at, Sample.result(command, Status.SUCCEEDED), Cost.NOTHING, followUp);
  }

  @Test
  void anOwnerBeforeLetsNothingFollow() {
    Fence before = claim();
    Command mail = Sample.command(ada, "mail");
    ingest(before, mail);
    var _ = claim();
    Command look = followUp(ada, "look-1", Instant.now().minusSeconds(1));
    assertThat(journal().write(List.of(ended(before, mail, look))).fenced())
        .containsExactly(before);
    assertThat(due()).isEmpty();
  }

  @Test
  void nobodyElseCanAskForWhatWorkersAskOfThemselves() {
    Fence fence = claim();
    Command forged = followUp(ada, "forged", Instant.now().minusSeconds(1));
    Command later = followUp(ada, "later", Instant.now().plus(Duration.ofHours(1)));
    Ingested.Taken taken = ingest(fence, forged, forged, later);
    assertThat(taken.queued()).isEmpty();
    assertThat(taken.results())
        .extracting(
            stored -> stored.result().command().id().value(),
            stored -> Objects.requireNonNull(stored.result().problem()).code())
        .containsExactlyInAnyOrder(
            tuple("forged", ProblemCode.UNKNOWN_OPERATION),
            tuple("later", ProblemCode.UNKNOWN_OPERATION));
    assertThat(due()).isEmpty();
    assertThat(journal().load(fence, Duration.ofMinutes(1)).heads()).isEmpty();
  }

  @Test
  void whatFollowsIsNoCommandThatSomebodyCouldFindOrReplay() {
    Fence fence = claim();
    Command mail = Sample.command(ada, "mail");
    Command look = followUp(ada, "look-1", Instant.now().minusSeconds(1));
    ingest(fence, mail);
    var _ = journal().write(List.of(ended(fence, mail, look)));
    assertThat(journal().whereabouts(partition.topic(), ada, look.id()))
        .isEqualTo(new Whereabouts.Nowhere());
    ingest(fence, look);
    assertThat(journal().whereabouts(partition.topic(), ada, look.id()))
        .as("in order")
        .isEqualTo(new Whereabouts.Nowhere());
    var _ =
        journal()
            .write(
                List.of(
                    new Entry.Ended(
                        fence, offset - 1, Sample.result(look, Status.FAILED), Cost.NOTHING)));
    assertThat(journal().whereabouts(partition.topic(), ada, look.id()))
        .as("ended")
        .isEqualTo(new Whereabouts.Nowhere());
    Command replay =
        new Command(
            ada,
            new CommandId("again"),
            Sample.OPERATION,
            "urn:test",
            Priority.BULK,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            look.data(),
            look.id());
    assertThat(ingest(fence, replay).results())
        .singleElement()
        .satisfies(
            stored ->
                assertThat(Objects.requireNonNull(stored.result().problem()).code())
                    .isEqualTo(ProblemCode.NOT_FOUND));
  }

  private static Result cancelled(Command command) {
    return Sample.result(command, Status.CANCELLED);
  }
}
