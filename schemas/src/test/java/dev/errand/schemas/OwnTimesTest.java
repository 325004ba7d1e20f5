package dev.errand.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.schemas.mail.MailOperations;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OwnTimesTest {

  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

  @Test
  void aDeadlineThatComesBeforeTheUndoIsOverIsRefused() {
    Command command = command(NOW.plus(TEN_MINUTES)).later(null, TEN_MINUTES);
    assertThat(OwnTimes.refusal(command, NOW)).isEmpty();
    assertThat(OwnTimes.refusal(command, NOW.plusMillis(1)))
        .hasValueSatisfying(
            problem -> {
              assertThat(problem.code()).isEqualTo(ProblemCode.INVALID_COMMAND);
              assertThat(problem.detail()).isEqualTo("deadline is before undo is over");
            });
  }

  @Test
  void aTimeMoreThanThirtyDaysAheadIsRefused() {
    Command command = command(null).later(NOW.plus(Duration.ofDays(30)), null);
    assertThat(OwnTimes.refusal(command, NOW)).isEmpty();
    assertThat(OwnTimes.refusal(command, NOW.minusMillis(1)))
        .hasValueSatisfying(
            problem ->
                assertThat(problem.detail())
                    .isEqualTo("the time to wait for is more than 30 days ahead"));
  }

  @Test
  void aDeadlineAloneMayBeOver() {
    assertThat(OwnTimes.refusal(command(NOW.minusSeconds(1)), NOW)).isEmpty();
    assertThat(OwnTimes.refusal(command(null).later(NOW, TEN_MINUTES), NOW)).isEmpty();
  }

  private static Command command(@Nullable Instant deadline) {
    return new Command(
        new UserId("alice"),
        new CommandId("c-1"),
        MailOperations.FOLDER_LIST,
        "urn:agent:1",
        Priority.INTERACTIVE,
        deadline,
        null,
        null,
        null,
        WireJson.mapper().readTree("{}"));
  }
}
