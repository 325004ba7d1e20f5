package dev.errand.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.schemas.CommandId;
import dev.errand.schemas.Problem;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import dev.errand.schemas.Timing;
import dev.errand.schemas.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BreakingTest {

  @Test
  void theFirstResultIsTheOneThatWasSeenFirstAndWhatIsLostIsNone() {
    assertThat(Breaking.first(List.of(seen(30), seen(20), new Answer(1, 1, null)))).isEqualTo(20);
    assertThat(Breaking.first(List.of(new Answer(1, 1, null)))).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void forEachUserTheFirstResultOfWhatWasAskedAfterTheKillCounts() {
    Watch.Seen seen =
        new Watch.Seen(
            100, List.of(seen("ann", 90, 105), seen("ann", 110, 250), seen("bob", 120, 400)));
    assertThat(seen.of(user -> true)).containsExactlyInAnyOrder(150L, 300L);
    assertThat(seen.of(user -> user.value().equals("bob"))).containsExactly(300L);
  }

  private static Answer seen(long at) {
    return seen("ann", 0, at);
  }

  private static Answer seen(String user, long asked, long at) {
    Instant now = Instant.EPOCH;
    return new Answer(
        asked,
        at,
        new Result(
            new UserId(user),
            new Result.Answered(new CommandId("c"), null, null, null, null, null),
            Status.FAILED,
            null,
            Problem.of(ProblemCode.INTERNAL, "Any."),
            1,
            new Timing(now, now, now, Map.of())));
  }
}
