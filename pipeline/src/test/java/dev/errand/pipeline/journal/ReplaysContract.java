package dev.errand.pipeline.journal;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.pipeline.Cost;
import dev.errand.schemas.Command;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.Priority;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What every {@link Journal} promises of replays. */
public abstract class ReplaysContract extends StepsContract {

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
}
