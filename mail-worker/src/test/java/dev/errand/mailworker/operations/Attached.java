package dev.errand.mailworker.operations;

import static dev.errand.schemas.mail.MailOperations.ATTACHMENT_GET;
import static dev.errand.schemas.mail.MailOperations.ATTACHMENT_LIST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import java.util.Base64;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** Mails to Ann with something attached, and what her assistant asks of them. */
final class Attached {

  static final String LINK_AND_ITEM =
      """
      {"@odata.type": "#microsoft.graph.itemAttachment", "name": "Old mail",
       "item": {"@odata.type": "#microsoft.graph.message", "subject": "Old"}},
      {"@odata.type": "#microsoft.graph.referenceAttachment", "name": "Plan on a drive"}
      """;

  private final Post post;

  Attached(Post post) {
    this.post = post;
  }

  Received mail(String attachments) {
    return new Received(
        post,
        "ann",
        """
        {"subject": "Trip", "body": {"contentType": "text", "content": "Hello"},
         "toRecipients": [{"emailAddress": {"address": "ann@sandbox.example"}}],
         "attachments": [%s]}
        """
            .formatted(attachments));
  }

  static String file(String name, String base64) {
    return """
    {"@odata.type": "#microsoft.graph.fileAttachment", "name": "%s", "contentType": "text/plain",
     "contentBytes": "%s"}
    """
        .formatted(name, base64);
  }

  static String files(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> file("file " + i + ".txt", "SGVsbG8="))
        .collect(Collectors.joining(", "));
  }

  Result list(String message) {
    return post.run(ATTACHMENT_LIST, "{\"message\": \"" + message + "\"}");
  }

  JsonNode listed(Received mail) {
    return output(list(mail.id())).path("attachments");
  }

  static JsonNode output(Result result) {
    assertThat(result.status()).as("%s", result.problem()).isEqualTo(Status.SUCCEEDED);
    return Objects.requireNonNull(result.output());
  }

  static String data(String message, String attachment) {
    return "{\"message\": \"" + message + "\", \"attachment\": \"" + attachment + "\"}";
  }

  Result get(Received mail, int number) {
    String attachment = listed(mail).path(number).path("attachment").asString();
    return post.run(ATTACHMENT_GET, data(mail.id(), attachment));
  }

  static String zeros(int bytes) {
    return Base64.getEncoder().encodeToString(new byte[bytes]);
  }

  static void assertRefused(Result result) {
    assertThat(result.status()).isNotEqualTo(Status.SUCCEEDED);
    assertThat(Received.problem(result).code()).isEqualTo(ProblemCode.INVALID_COMMAND);
  }
}
