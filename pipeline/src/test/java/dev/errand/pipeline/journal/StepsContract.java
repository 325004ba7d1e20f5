package dev.errand.pipeline.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.pipeline.Cost;
import dev.errand.pipeline.LimitUnit;
import dev.errand.schemas.Command;
import dev.errand.schemas.Priority;
import dev.errand.schemas.Problem;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Status;
import dev.errand.schemas.WaitCause;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every {@link Journal} keeps of a command that runs, and of its waits. */
public abstract class StepsContract extends OwnersContract {

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
    ingest(
        fence,
        3,
        Sample.accepted(0, command),
        Sample.accepted(1, Sample.command(ada, "c2")),
        Sample.accepted(2, Sample.command(ada, "bulk", Priority.BULK)));
    journal()
        .write(
            List.of(
                started(fence, "one", "{}", 30),
                new Entry.Parked(fence, 0, park(Priority.INTERACTIVE, 1)),
                new Entry.Parked(fence, 2, park(Priority.BULK, 2))));
    Written written = journal().write(List.of(ended(fence, 0, command)));
    assertThat(written.sequences()).containsExactly(Map.entry(ended(fence, 0, command), 1L));
    Loaded loaded = load(fence);
    assertThat(offsets(loaded.heads())).containsExactlyInAnyOrder(1L, 2L);
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
  void ofTwoEndsOfOneCommandInOneWriteTheFirstCounts() {
    Fence fence = claim();
    Command one = Sample.command(ada, "c1");
    Command two = Sample.command(bob, "c2");
    ingest(fence, 2, Sample.accepted(0, one), Sample.accepted(1, two));
    Entry.Ended first = ended(fence, 0, one, Status.EXPIRED);
    Entry.Ended second = ended(fence, 0, one, Status.SUCCEEDED);
    assertThat(journal().write(List.of(first, second)).sequences())
        .containsExactly(Map.entry(first, 1L));
    assertThat(journal().write(List.of(second)).sequences())
        .as("its result is at no place")
        .isEmpty();
    Entry.Ended failed = ended(fence, 1, two, Status.FAILED);
    Entry.Ended unknown = ended(fence, 1, two, Status.UNKNOWN);
    assertThat(journal().write(List.of(failed, unknown)).sequences())
        .as("both would leave a dead letter")
        .containsExactly(Map.entry(failed, 2L));
    assertThat(results(fence)).containsExactly(first.result(), failed.result());
    assertThat(load(fence).results()).isEqualTo(2);
  }

  @Test
  void aParkReplacesTheOneBefore() {
    Fence fence = claim();
    ingest(fence, 1, Sample.accepted(0, Sample.command(ada, "c1")));
    journal()
        .write(
            List.of(
                new Entry.Parked(fence, 0, park(Priority.INTERACTIVE, 1)),
                new Entry.Parked(fence, 0, park(Priority.INTERACTIVE, 2))));
    assertThat(load(fence).parks()).containsExactly(park(Priority.INTERACTIVE, 2));
    journal().write(List.of(new Entry.Parked(fence, 0, park(Priority.INTERACTIVE, 3))));
    assertThat(load(fence).parks()).containsExactly(park(Priority.INTERACTIVE, 3));
  }

  @Test
  void whatHasEndedIsNotBegun() {
    Fence fence = claim();
    Command one = Sample.command(ada, "c1");
    Command other = Sample.command(bob, "c2");
    ingest(fence, 2, Sample.accepted(0, one), Sample.accepted(1, other));
    journal().write(List.of(ended(fence, 0, one)));
    Entry.Started late = started(fence, "send", "{}", 30);
    Written written = journal().write(List.of(late, new Entry.Spent(fence, 0, Cost.ONE_REQUEST)));
    assertThat(written.gone()).containsExactly(late);
    assertThat(load(fence).steps()).isEmpty();
    assertThat(load(fence).spent()).isEmpty();
  }

  @Test
  void norIsWhatEndsInTheSameWrite() {
    Fence fence = claim();
    Command one = Sample.command(ada, "c1");
    ingest(fence, 1, Sample.accepted(0, one));
    Entry.Started late = started(fence, "send", "{}", 30);
    Written written = journal().write(List.of(ended(fence, 0, one), late));
    assertThat(written.gone()).containsExactly(late);
    assertThat(load(fence).steps()).isEmpty();
    assertThat(results(fence)).hasSize(1);
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

  @Test
  void whatEndsBehindAHeadLeavesTheParkOfTheHead() {
    Fence fence = claim();
    Command head = Sample.command(ada, "c1");
    Command behind = Sample.command(ada, "c2");
    ingest(fence, 2, Sample.accepted(0, head), Sample.accepted(1, behind));
    journal().write(List.of(new Entry.Parked(fence, 0, park(Priority.INTERACTIVE, 1))));
    journal().write(List.of(ended(fence, 1, behind)));
    assertThat(load(fence).parks()).containsExactly(park(Priority.INTERACTIVE, 1));
    assertThat(offsets(load(fence).heads())).containsExactly(0L);
    journal().write(List.of(ended(fence, 0, head)));
    assertThat(load(fence).parks()).isEmpty();
  }

  @Test
  void whatHasEndedLeavesNoWaitToWhatIsNext() {
    Fence fence = claim();
    Command first = Sample.command(ada, "c1");
    ingest(fence, 2, Sample.accepted(0, first), Sample.accepted(1, Sample.command(ada, "c2")));
    journal().write(List.of(ended(fence, 0, first)));
    journal().write(List.of(new Entry.Parked(fence, 0, park(Priority.INTERACTIVE, 1))));
    assertThat(load(fence).parks()).isEmpty();
  }

  @Test
  void itIsToldWhetherACommandRanAndWhetherAStepOfItWasAttempted() {
    Fence fence = claim();
    Command chose = Sample.command(ada, "chose");
    Command spent = Sample.command(bob, "spent");
    ingest(fence, 2, Sample.accepted(0, chose), Sample.accepted(1, spent));
    assertThat(inOrder(chose)).isEqualTo("nothing");
    journal()
        .write(
            List.of(
                new Entry.Chosen(fence, 0, "choice", Sample.json("{}")),
                new Entry.Spent(fence, 1, Cost.NOTHING)));
    assertThat(inOrder(chose)).isEqualTo("ran");
    assertThat(inOrder(spent)).isEqualTo("ran");
    journal().write(List.of(started(fence, "one", "{}", 30)));
    assertThat(inOrder(chose)).isEqualTo("attempted");
  }

  private String inOrder(Command command) {
    var found =
        (Whereabouts.InOrder)
            journal().whereabouts(partition.topic(), command.user(), command.id());
    if (found.attempted()) {
      return "attempted";
    }
    return found.ran() ? "ran" : "nothing";
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
