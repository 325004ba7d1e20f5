package dev.errand.pipeline.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.pipeline.FollowUps;
import dev.errand.pipeline.Operation;
import dev.errand.pipeline.OperationContext;
import dev.errand.pipeline.journal.Sample;
import dev.errand.schemas.Command;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.Priority;
import dev.errand.schemas.Status;
import dev.errand.schemas.UserId;
import dev.errand.schemas.mail.MailOperations;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What follows a command is done in its time, and does nothing to the command. */
class FollowUpsTest {

  private static final UserId ADA = new UserId("ada");

  private record Done(OperationName name) implements Operation {

    @Override
    public boolean needsConnection(UserId user) {
      return false;
    }

    @Override
    public Object perform(OperationContext context) {
      return Map.of("made", "page");
    }
  }

  private static OperationHarness harness(FollowUps followUps) {
    FakeProvider provider = new FakeProvider();
    return new OperationHarness(
            provider,
            List.of(new Done(Sample.OPERATION), new Done(MailOperations.MAIL_DELIVERY)),
            provider)
        .with(followUps);
  }

  @Test
  void aFaultInWhatFollowsChangesNothingOfTheEnd() {
    OperationHarness harness =
        harness(
            (command, result, begun) -> {
              throw new IllegalStateException("a bug");
            });
    assertThat(harness.run(Sample.command(ADA, "c-1")).status()).isEqualTo(Status.SUCCEEDED);
    harness.clock().advance(Duration.ofDays(9));
    assertThat(harness.due()).isEmpty();
  }

  @Test
  void itIsDoneInItsTimeAndNotBefore() {
    OperationHarness harness =
        harness(
            (command, result, begun) ->
                command.operation().equals(Sample.OPERATION)
                    ? Optional.of(look(result.timing().finishedAt().plus(Duration.ofMinutes(2))))
                    : Optional.empty());
    harness.run(Sample.command(ADA, "c-1"));
    assertThat(harness.due()).isEmpty();
    harness.clock().advance(Duration.ofMinutes(2));
    List<Command> due = harness.due();
    assertThat(due).hasSize(1);
    assertThat(harness.run(due.getFirst()).status()).isEqualTo(Status.SUCCEEDED);
    harness.clock().advance(Duration.ofDays(9));
    assertThat(harness.due()).isEmpty();
  }

  private static Command look(Instant due) {
    return new Command(
            ADA,
            new CommandId("look"),
            MailOperations.MAIL_DELIVERY,
            "urn:errand",
            Priority.BULK,
            null,
            null,
            null,
            null,
            Sample.json("{}"))
        .later(due, null);
  }
}
