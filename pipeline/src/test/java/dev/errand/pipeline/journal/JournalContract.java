package dev.errand.pipeline.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.pipeline.Cost;
import dev.errand.schemas.Command;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.Priority;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What every {@link Journal} promises to the engine. */
public abstract class JournalContract extends ReplaysContract {

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
}
