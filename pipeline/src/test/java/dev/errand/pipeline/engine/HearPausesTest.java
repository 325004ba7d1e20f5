package dev.errand.pipeline.engine;

import static dev.errand.pipeline.engine.Stage.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.pipeline.Failure;
import dev.errand.pipeline.Failure.Scope;
import dev.errand.pipeline.engine.Stage.Member;
import dev.errand.pipeline.journal.Partition;
import dev.errand.pipeline.journal.Sample;
import dev.errand.schemas.UserId;
import dev.errand.schemas.WaitCause;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A workspace that asks one worker for a pause has it from all of them. */
@Timeout(60)
class HearPausesTest {

  private static final Partition OTHER = new Partition(Stage.PARTITION.topic(), 1);

  @Test
  void aColleagueWithAnotherWorkerStaysAwayToo() {
    try (Stage stage = new Stage()) {
      Member first = stage.member().assign();
      Member second = stage.member().assign(OTHER);
      stage.provider.failNext(
          "a1",
          new Failure.RetryLater(
              WaitCause.RATE_LIMITED, Scope.WORKSPACE, Optional.of(Duration.ofHours(1))));
      stage.publish(Sample.command(new UserId("ada"), "a1"));
      first.poll();
      eventually(() -> second.engine.gatesShut() == 1);
      stage.publish(OTHER, List.of(Sample.command(new UserId("bob"), "b1")));
      second.poll();
      eventually(() -> second.engine.atGates() == 1);
      assertThat(stage.provider.begun()).containsExactly("a1");
    }
  }
}
