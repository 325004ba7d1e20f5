package dev.errand.mailworker.operations;

import static dev.errand.mailworker.operations.Attached.LINK_AND_ITEM;
import static dev.errand.mailworker.operations.Attached.file;
import static dev.errand.mailworker.operations.Attached.files;
import static dev.errand.mailworker.operations.Attached.output;
import static dev.errand.schemas.mail.MailOperations.ATTACHMENT_GET;
import static dev.errand.schemas.mail.MailOperations.MAIL_GET;
import static dev.errand.schemas.mail.MailOperations.MAIL_SEND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.sandbox.fault.Fault;
import dev.errand.sandbox.fault.Fault.Point;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What is attached to a mail is told. */
class AttachmentsTest {

  private final Post post = new Post();
  private final Attached attached = new Attached(post);

  @Test
  void filesItemsAndLinksAreTold() {
    JsonNode told =
        attached.listed(attached.mail(file("plan.txt", "SGVsbG8=") + ", " + LINK_AND_ITEM));
    assertThat(told.valueStream().map(it -> it.path("kind").asString()))
        .containsExactly("file", "item", "link");
    assertThat(told.valueStream().map(it -> it.path("name").asString()))
        .containsExactly("plan.txt", "Old mail", "Plan on a drive");
    assertThat(told.path(0).path("contentType").asString()).isEqualTo("text/plain");
    assertThat(told.path(0).path("size").asInt()).isGreaterThanOrEqualTo(5);
    assertThat(told.path(0).path("inline").asBoolean()).isFalse();
  }

  @Test
  void aMailWithoutAnyHasNone() {
    assertThat(attached.listed(attached.mail(""))).isEmpty();
  }

  @Test
  void allAreToldHoweverManyPagesTheyFill() {
    assertThat(attached.listed(attached.mail(files(230)))).hasSize(230);
  }

  @Test
  void aMailTellsWhatIsAttachedToItInOneCall() {
    Received mail = attached.mail(files(60));
    JsonNode told = output(post.run(MAIL_GET, "{\"message\": \"" + mail.id() + "\"}"));
    assertThat(told.path("attachments")).hasSize(50);
    assertThat(told.path("attachments").path(0)).isEqualTo(attached.listed(mail).path(0));
    assertThat(
            output(post.run(MAIL_GET, "{\"message\": \"" + attached.mail("").id() + "\"}"))
                .has("attachments"))
        .isFalse();
    assertThat(post.calls().stream().filter(call -> call.route().equals(Post.MESSAGE))).hasSize(2);
  }

  @ParameterizedTest
  @MethodSource("dev.errand.mailworker.operations.PassingFaults#anywhere")
  void aReadIsSimplyRepeated(String fault) {
    Received mail = attached.mail(files(1));
    post.strike(post.preset(fault), "GET", Post.ATTACH);
    assertThat(attached.listed(mail)).hasSize(1);
  }

  @Test
  void anothersAttachmentsAreNotFoundAsThoseOfAMailThatIsNowhere() {
    attached.mail("").assertHiddenFrom(attached::list);
  }

  /** Its mail is there, and the person may well see it. */
  @Test
  void anAttachmentThatIsNotThereIsNotSaidToBeAMail() {
    Received mail = attached.mail(file("a.txt", "aGk="));
    String nobodys = Received.nobodys(mail.attachment());
    Result result = post.run(ATTACHMENT_GET, Attached.data(mail.id(), nobodys));
    assertThat(result.status()).isEqualTo(Status.FAILED);
    assertThat(Received.problem(result).code()).isEqualTo(ProblemCode.NOT_FOUND);
    assertThat(Received.problem(result).title()).contains("attachment");
    assertThat(Received.problem(result).action()).contains("what is attached to the mail");
  }

  /** Of twenty files the probe sees the last as well, on whatever page it stands. */
  @Test
  void noFileOfManyIsAttachedTwice() {
    String files =
        IntStream.range(0, 20)
            .mapToObj(
                i ->
                    "{\"name\": \"%d.txt\", \"contentType\": \"text/plain\",".formatted(i)
                        + " \"content\": \"SGVsbG8=\"}")
            .collect(Collectors.joining(", "));
    for (int i = 0; i < 19; i++) {
      post.strike(Fault.replace("", Point.AFTER, real -> real), Post.ATTACH);
    }
    post.strike(post.preset("504_after_accept"), Post.ATTACH);
    Result result =
        post.run(
            MAIL_SEND,
            """
            {"to": [{"address": "ben@sandbox.example"}], "subject": "s", "body": "b",
             "attachments": [%s]}
            """
                .formatted(files));
    assertThat(result.status()).as("%s", result.problem()).isEqualTo(Status.SUCCEEDED);
    String sent = post.mailsAtLastIn("ann", "sentitems").getFirst().path("id").asString();
    assertThat(
            post.get("ann", "/me/messages/" + Post.encoded(sent) + "/attachments?$top=100")
                .path("value"))
        .hasSize(20);
  }
}
