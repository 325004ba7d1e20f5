package dev.errand.pipeline.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.pipeline.Cost;
import dev.errand.pipeline.engine.Lane.Next;
import dev.errand.pipeline.journal.Fence;
import dev.errand.pipeline.journal.Partition;
import dev.errand.pipeline.journal.Queued;
import dev.errand.pipeline.journal.StepRecord;
import dev.errand.schemas.Command;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.Priority;
import dev.errand.schemas.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

class LaneTest {

  private static final UserId ALICE = new UserId("alice");
  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

  private final Lane lane =
      new Lane(ALICE, new Ownership(new Fence(new Partition("t", 0), UUID.randomUUID(), 1)), 4);

  @Test
  void interactiveGoesFirstAlsoWhileBulkWaits() {
    lane.arrived(queued(1, Priority.BULK));
    head();
    lane.hold(Priority.BULK, 100);
    lane.arrived(queued(2, Priority.INTERACTIVE));
    assertThat(head().offset()).isEqualTo(2);
  }

  @Test
  void whileOneCommandIsInDoubtNoOtherRuns() {
    lane.arrived(queued(1, Priority.BULK));
    Head bulk = head();
    bulk.keep(inDoubt());
    lane.hold(Priority.BULK, 100);
    lane.arrived(queued(2, Priority.INTERACTIVE));
    assertThat(lane.next(40)).isEqualTo(new Next.SleepFor(60));
    assertThat(lane.next(100)).isEqualTo(new Next.RunHead(bulk, Priority.BULK));
    bulk.drop("append-1");
    lane.hold(Priority.BULK, 200);
    assertThat(head().offset()).isEqualTo(2);
  }

  @Test
  void aLaneIsStuckWhenItHasWorkAndNeitherGoesOnNorSaysWhatItWaitsFor() {
    assertThat(lane.stuck(Duration.ZERO)).isFalse();
    lane.arrived(queued(1, Priority.BULK));
    assertThat(lane.stuck(Duration.ZERO)).isTrue();
    assertThat(lane.tryStart()).isTrue();
    Head running = head();
    running.busyUntil = System.nanoTime() + Duration.ofHours(1).toNanos();
    assertThat(lane.stuck(Duration.ZERO)).isFalse();
    running.busyUntil = System.nanoTime();
    assertThat(lane.stuck(Duration.ZERO)).isTrue();
    assertThat(lane.stuck(Duration.ofHours(1))).isFalse();
  }

  private Head head() {
    return ((Next.RunHead) lane.next(0)).head();
  }

  private static StepRecord inDoubt() {
    return new StepRecord(
        "append-1",
        1,
        NOW,
        NOW,
        1,
        true,
        JsonNodeFactory.instance.objectNode(),
        Cost.ONE_REQUEST,
        null);
  }

  private static Queued queued(long offset, Priority priority) {
    Command command =
        new Command(
            ALICE,
            new CommandId("c" + offset),
            new OperationName("note.append"),
            "urn:test",
            priority,
            null,
            null,
            null,
            null,
            JsonNodeFactory.instance.objectNode());
    return new Queued(offset, command, NOW);
  }
}
