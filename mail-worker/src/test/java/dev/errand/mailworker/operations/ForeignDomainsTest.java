package dev.errand.mailworker.operations;

import static dev.errand.schemas.mail.MailOperations.MAIL_DRAFT;
import static dev.errand.schemas.mail.MailOperations.MAIL_FORWARD;
import static dev.errand.schemas.mail.MailOperations.MAIL_REPLY;
import static dev.errand.schemas.mail.MailOperations.MAIL_REPLY_ALL;
import static dev.errand.schemas.mail.MailOperations.MAIL_SEND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.schemas.OperationName;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** A mail for a domain beyond ASCII goes to its other form, and who asked is told which that is. */
class ForeignDomainsTest {

  private static final String TOLD =
      "[{\"given\":\"ada@müller.example\",\"sent\":\"ada@xn--mller-kva.example\"}]";

  private final Post post = new Post();

  private static String mail(String to) {
    return "{\"to\": [" + to + "], \"subject\": \"s\", \"body\": \"b\"}";
  }

  private static String address(String address) {
    return "{\"address\": \"" + address + "\"}";
  }

  private static JsonNode told(Result result) {
    assertThat(result.status()).as("%s", result.problem()).isEqualTo(Status.SUCCEEDED);
    return Objects.requireNonNull(result.output()).path("converted");
  }

  @Test
  void theMailGoesThereAndTheResultSaysSo() {
    JsonNode told =
        told(
            post.run(
                MAIL_SEND,
                mail(
                    address("ada@müller.example")
                        + ","
                        + address("ben@sandbox.example")
                        + ","
                        + address("ada@müller.example"))));
    assertThat(told).hasToString(TOLD);
    assertThat(post.envelopes().getFirst())
        .contains("to ada@xn--mller-kva.example", "to ben@sandbox.example")
        .allMatch(each -> each.chars().allMatch(c -> c < 128));
  }

  @Test
  void whoMaySendAndNotReadIsToldAsWell() {
    post.granting("User.Read", "Mail.Send");
    assertThat(told(post.run(MAIL_SEND, mail(address("ada@müller.example"))))).hasToString(TOLD);
    assertThat(post.envelopes()).containsExactly(List.of("to ada@xn--mller-kva.example"));
  }

  static List<OperationName> answers() {
    return List.of(MAIL_REPLY, MAIL_REPLY_ALL, MAIL_FORWARD);
  }

  @ParameterizedTest
  @MethodSource("answers")
  void soIsWhoAnswers(OperationName operation) {
    String to = operation.equals(MAIL_FORWARD) ? "to" : "cc";
    String data =
        "{\"message\": \"%s\", \"body\": \"b\", \"%s\": [%s]}"
            .formatted(new Received(post, "ann").id(), to, address("ada@müller.example"));
    assertThat(told(post.run(operation, data))).hasToString(TOLD);
    assertThat(post.envelopes().getFirst()).contains(to + " ada@xn--mller-kva.example");
  }

  @Test
  void soIsWhoOnlyDrafts() {
    assertThat(told(post.run(MAIL_DRAFT, mail(address("ada@müller.example"))))).hasToString(TOLD);
    assertThat(post.mailsIn("ann", "drafts").getFirst().path("toRecipients").toString())
        .contains("ada@xn--mller-kva.example")
        .doesNotContain("müller");
  }

  @Test
  void nothingIsSaidWhereNothingIsConverted() {
    Result result = post.run(MAIL_SEND, mail(address("ada@xn--mller-kva.example")));
    assertThat(told(result).isMissingNode()).isTrue();
  }

  @Test
  void noMoreThanCanBeToldAreConverted() {
    String many =
        IntStream.rangeClosed(0, 100)
            .mapToObj(i -> address("ada" + i + "@müller.example"))
            .collect(Collectors.joining(","));
    Result result = post.run(MAIL_SEND, mail(many));
    assertThat(Received.problem(result).code()).isEqualTo(ProblemCode.INVALID_COMMAND);
    assertThat(post.accepted()).isZero();
  }
}
