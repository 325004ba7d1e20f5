package dev.errand.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.schemas.mail.Bounce;
import dev.errand.schemas.mail.FailedRecipient;
import dev.errand.schemas.mail.MailOperations;
import dev.errand.schemas.mail.MailReports;
import dev.errand.schemas.mail.OriginalCommand;
import io.cloudevents.CloudEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublishedTest {

  private static final UserId ALICE = new UserId("alice");
  private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");
  private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
  private static final OriginalCommand MAIL =
      new OriginalCommand("c-1", "dev.errand.mail.send", "urn:agent:1", null, "talk", null);

  private static Result result(
      OperationName operation, Status status, @Nullable Object output, @Nullable Problem problem) {
    return new Result(
        ALICE,
        new Result.Answered(
            new CommandId("any"), operation.commandType(), "urn:errand", null, null, TRACE),
        status,
        output == null ? null : WireJson.mapper().valueToTree(output),
        problem,
        1,
        new Timing(TIME, TIME, TIME, Map.of()));
  }

  private static Result look(Bounce... bounces) {
    MailReports found = new MailReports(MAIL, "<1@example.com>", List.of(bounces));
    return result(MailOperations.MAIL_DELIVERY, Status.SUCCEEDED, found, null);
  }

  private static Bounce bounce(String report) {
    return new Bounce(report, TIME, List.of(new FailedRecipient("ada@example.com", "5.1.1")));
  }

  @Test
  void theEndOfACommandIsItsResult() {
    Result sent = result(MailOperations.MAIL_SEND, Status.SUCCEEDED, Map.of(), null);
    assertThat(Published.of(sent)).containsExactly(Results.write(sent));
  }

  @Test
  void aLookThatFoundNothingOrFailedIsNotPublished() {
    assertThat(Published.of(look())).isEmpty();
    for (ProblemCode code : ProblemCode.values()) {
      if (code != ProblemCode.UNKNOWN_OPERATION) {
        Problem problem = Problem.of(code, "No.");
        assertThat(Published.of(result(MailOperations.MAIL_DELIVERY, Status.FAILED, null, problem)))
            .isEmpty();
      }
    }
  }

  @Test
  void whoeverElseAsksForALookIsAnswered() {
    Problem problem = Problem.of(ProblemCode.UNKNOWN_OPERATION, "There is no such operation");
    Result rejected = result(MailOperations.MAIL_DELIVERY, Status.REJECTED, null, problem);
    assertThat(Published.of(rejected)).containsExactly(Results.write(rejected));
  }

  @Test
  void eachReportIsAnEventOfTheCommandThatSentTheMailAndTheSameEachTime() {
    Result look = look(bounce("report-1"), bounce("report-2"));
    List<CloudEvent> events = Published.of(look);
    assertThat(events)
        .extracting(CloudEvent::getId)
        .doesNotHaveDuplicates()
        .allSatisfy(id -> assertThat(id).matches("c-1/bounced/[0-9a-f]{16}"));
    assertThat(events)
        .allSatisfy(
            event -> {
              assertThat(event.getType()).isEqualTo("dev.errand.mail.send.bounced");
              assertThat(event.getSubject()).isEqualTo("alice");
              assertThat(event.getExtension("traceparent")).isEqualTo(TRACE);
              var data =
                  WireJson.mapper().readTree(Objects.requireNonNull(event.getData()).toBytes());
              assertThat(data.at("/command/id").asString()).isEqualTo("c-1");
              assertThat(data.at("/command/conversation").asString()).isEqualTo("talk");
              assertThat(data.at("/bounce/recipients/0/status").asString()).isEqualTo("5.1.1");
            });
    Result readAgain = Results.read(Results.write(look));
    assertThat(Published.of(readAgain)).isEqualTo(events);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no address",
        "a@b\r\nBcc: c@d",
        "<a@b>",
        "a@b; <script>",
        "@b",
        "a@",
        "\u202ea@b.example"
      })
  void whatIsNoAddressIsNotTold(String text) {
    assertThat(FailedRecipient.isAddress(text)).isFalse();
    assertThatThrownBy(() -> new FailedRecipient(text, null))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
