package dev.errand.pipeline.engine;

import static dev.errand.pipeline.engine.Stage.PARTITION;
import static dev.errand.pipeline.engine.Stage.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.pipeline.engine.EngineSettings.Marks;
import dev.errand.pipeline.engine.Stage.Member;
import dev.errand.pipeline.journal.Arrival;
import dev.errand.pipeline.journal.Arrivals;
import dev.errand.pipeline.journal.Sample;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import dev.errand.schemas.UserId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What happens to users and partitions with far too many commands. */
@Timeout(60)
class MarksTest {

  private static final UserId ADA = new UserId("ada");
  private static final UserId BOB = new UserId("bob");

  private final Stage stage = new Stage();

  @AfterEach
  void close() {
    stage.provider.letGo("a1");
    stage.close();
  }

  private Member member(Marks marks) {
    Member member = stage.member(settings -> settings.with(marks)).assign();
    stage.publish(Sample.command(BOB, "first"));
    member.poll();
    eventually(() -> stage.sink.results().size() == 1); // so that it is open
    stage.provider.hold("a1");
    return member;
  }

  @Test
  void whoHasTooManyWaitingIsRefusedMoreAndNobodyElseIs() {
    Member member = member(new Marks(2, 3, 1_000));
    stage.publish(
        Sample.command(ADA, "a1"),
        Sample.command(ADA, "a2"),
        Sample.command(ADA, "a3"),
        Sample.command(ADA, "a4"),
        Sample.command(BOB, "b1"));
    member.poll();
    eventually(() -> stage.sink.results().size() == 3);
    assertThat(stage.sink.results())
        .filteredOn(result -> result.status() == Status.REJECTED)
        .singleElement()
        .satisfies(
            result -> {
              assertThat(result.command().id().value()).isEqualTo("a4");
              assertThat(result.problem())
                  .isNotNull()
                  .satisfies(
                      problem -> assertThat(problem.code()).isEqualTo(ProblemCode.QUOTA_EXCEEDED));
            });
    assertThat(member.engine.crowdedUsers()).isEqualTo(1);
    stage.provider.letGo("a1");
    eventually(() -> member.engine.pending() == 0);
    assertThat(member.engine.crowdedUsers()).isZero();
    stage.publish(Sample.command(ADA, "a5"));
    member.poll();
    eventually(() -> stage.sink.results().size() == 7);
    assertThat(stage.sink.results())
        .filteredOn(result -> result.status() == Status.SUCCEEDED)
        .extracting(Result::command)
        .extracting(command -> command.id().value())
        .contains("a1", "a2", "a3", "a5", "b1");
  }

  @Test
  void whatWasTakenInBeforeTheMarkWasKnownAndIsRefusedWhenItComesAgainIsRunAllTheSame() {
    Member member = member(new Marks(2, 2, 1_000));
    stage.publish(Sample.command(ADA, "a1"), Sample.command(ADA, "a2"));
    member.poll();
    eventually(() -> member.engine.pending() == 2);
    Arrival third = Sample.accepted(3, Sample.command(ADA, "a3"));
    var _ = stage.journal.ingest(List.of(new Arrivals(member.fence(), 4, List.of(third))));
    stage.publish(Sample.command(ADA, "a3"));
    member.poll();
    stage.provider.letGo("a1");
    eventually(() -> stage.provider.hasServed("a3"));
  }

  @Test
  void whatASuccessorFindsWaitingCounts() {
    Member first = member(new Marks(2, 3, 1_000));
    stage.publish(Sample.command(ADA, "a1"), Sample.command(ADA, "a2"), Sample.command(ADA, "a3"));
    first.poll();
    eventually(() -> first.engine.pending() == 3);
    first.die();
    Member second = stage.member(settings -> settings.with(new Marks(2, 3, 1_000))).assign();
    eventually(() -> second.engine.pending() == 3);
    stage.publish(Sample.command(ADA, "a4"));
    second.poll();
    eventually(
        () -> stage.sink.results().stream().anyMatch(result -> result.status() == Status.REJECTED));
  }

  @Test
  void aPartitionInWhichFarTooMuchWaitsIsFullUntilATenthOfItIsDone() {
    Member member = member(new Marks(1_000, 1_000, 10));
    for (int i = 1; i <= 10; i++) {
      stage.publish(Sample.command(ADA, "a" + i));
    }
    member.poll(9);
    assertThat(member.engine.full(PARTITION)).isFalse();
    member.poll();
    assertThat(member.engine.full(PARTITION)).isTrue();
    stage.provider.letGo("a1");
    eventually(() -> !member.engine.full(PARTITION));
  }
}
