package dev.errand.mailworker.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.sandbox.ledger.Call;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import dev.errand.schemas.WireJson;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * The id of what is in another person's mailbox, in any field of any command, is answered as one
 * that nobody has: byte by byte, but for the provider's own id of its answer, and after the same
 * calls.
 */
class MailIsolationTest {

  private static final String WITH_FILE =
      """
      {"subject": "Secret", "body": {"contentType": "text", "content": "Hello"},
       "from": {"emailAddress": {"name": "Cat", "address": "cat@other.example"}},
       "toRecipients": [{"emailAddress": {"address": "ann@sandbox.example"}}],
       "attachments": [{"@odata.type": "#microsoft.graph.fileAttachment", "name": "a.txt",
                        "contentType": "text/plain", "contentBytes": "aGk="}]}
      """;

  private final Post post = new Post();
  private final Received anns = new Received(post, "ann", WITH_FILE);
  private final Received bens = new Received(post, "ben", WITH_FILE);

  @Test
  void allFieldsAreLookedAt() {
    assertThat(MailIds.fields()).hasSizeGreaterThan(12);
    assertThat(MailIds.others().map(field -> field.operation() + " " + field.name()))
        .as("a Message-ID and a cursor are below, a command's id is the engine's")
        .allMatch(field -> field.matches(".* (internetMessageId|cursor)|mail.cancel command"));
  }

  @ParameterizedTest
  @MethodSource("dev.errand.mailworker.operations.MailIds#fields")
  void somebodyElsesIdIsAsUnknownAsOneThatNobodyHas(MailIds.Field field) {
    String theirs = theirs(field);
    String before = mailbox();
    Answer foreign = answer(field, theirs);
    Answer unknown = answer(field, nobodys(theirs));
    assertThat(foreign.result().status()).isEqualTo(Status.FAILED);
    assertThat(Received.problem(foreign.result()).code()).isEqualTo(ProblemCode.NOT_FOUND);
    assertThat(told(foreign.result())).isEqualTo(told(unknown.result()));
    assertThat(foreign.result().attempts()).isEqualTo(unknown.result().attempts());
    assertThat(foreign.calls()).isEqualTo(unknown.calls());
    assertThat(mailbox()).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("dev.errand.mailworker.operations.MailIds#fields")
  void noMessageIdLeadsIntoSomebodyElsesMailbox(MailIds.Field field) {
    String theirs = bens.internetMessageId();
    String before = mailbox();
    String id = nobodys(theirs(field));
    Result foreign =
        post.run(
            field.operation(),
            field.data(post, anns, id).put("internetMessageId", theirs).toString());
    Result unknown =
        post.run(
            field.operation(),
            field.data(post, anns, id).put("internetMessageId", "<nobody@sandbox>").toString());
    assertThat(told(foreign)).isEqualTo(told(unknown));
    assertThat(mailbox()).isEqualTo(before);
  }

  private record Answer(Result result, List<String> calls) {}

  private Answer answer(MailIds.Field field, String id) {
    String data = field.data(post, anns, id).toString();
    int before = post.calls().size();
    Result result = post.run(field.operation(), data);
    List<String> calls = post.calls().stream().skip(before).map(MailIsolationTest::shape).toList();
    return new Answer(result, calls);
  }

  private static String shape(Call call) {
    return call.method() + " " + call.route() + " " + call.status();
  }

  private String theirs(MailIds.Field field) {
    return switch (field.name()) {
      case "message" -> bens.id();
      case "attachment" -> bens.attachment();
      default -> post.get("ben", "/me/mailFolders/inbox").path("id").asString();
    };
  }

  /** As well formed, and nobody's. */
  private static String nobodys(String id) {
    return id.substring(0, 50) + "AAAAAAAA" + id.substring(58);
  }

  /** All that is in Ben's. */
  private String mailbox() {
    JsonNode mails = post.get("ben", "/me/messages?$expand=attachments");
    return mails + " " + post.get("ben", "/me/mailFolders");
  }

  private static String told(Result result) {
    return WireJson.mapper().writeValueAsString(Received.problem(result).providerRequest(null));
  }
}
