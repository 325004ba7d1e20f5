package dev.errand.mailworker.operations;

import static dev.errand.schemas.mail.MailOperations.ATTACHMENT_GET;
import static dev.errand.schemas.mail.MailOperations.ATTACHMENT_LIST;
import static dev.errand.schemas.mail.MailOperations.MAIL_GET;
import static dev.errand.schemas.mail.MailOperations.MAIL_SEND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.pipeline.engine.OperationHarness;
import dev.errand.runtime.files.FileId;
import dev.errand.runtime.files.FileStore;
import dev.errand.sandbox.fault.Fault;
import dev.errand.sandbox.fault.Fault.Point;
import dev.errand.schemas.OperationCatalog;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import dev.errand.schemas.UserId;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What is attached to a mail is told, and fetched; a large one waits to be downloaded. */
class AttachmentsTest {

  private static final String LINK_AND_ITEM =
      """
      {"@odata.type": "#microsoft.graph.itemAttachment", "name": "Old mail",
       "item": {"@odata.type": "#microsoft.graph.message", "subject": "Old"}},
      {"@odata.type": "#microsoft.graph.referenceAttachment", "name": "Plan on a drive"}
      """;

  private final Post post = new Post();

  private Received mail(String attachments) {
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

  private static String file(String name, String base64) {
    return """
    {"@odata.type": "#microsoft.graph.fileAttachment", "name": "%s", "contentType": "text/plain",
     "contentBytes": "%s"}
    """
        .formatted(name, base64);
  }

  private static String files(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> file("file " + i + ".txt", "SGVsbG8="))
        .collect(Collectors.joining(", "));
  }

  private Result list(String message) {
    return post.run(ATTACHMENT_LIST, "{\"message\": \"" + message + "\"}");
  }

  private JsonNode listed(Received mail) {
    return output(list(mail.id())).path("attachments");
  }

  private static JsonNode output(Result result) {
    assertThat(result.status()).as("%s", result.problem()).isEqualTo(Status.SUCCEEDED);
    return Objects.requireNonNull(result.output());
  }

  @Test
  void filesItemsAndLinksAreTold() {
    JsonNode told = listed(mail(file("plan.txt", "SGVsbG8=") + ", " + LINK_AND_ITEM));
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
    assertThat(listed(mail(""))).isEmpty();
  }

  @Test
  void allAreToldHoweverManyPagesTheyFill() {
    assertThat(listed(mail(files(230)))).hasSize(230);
  }

  @Test
  void aMailTellsWhatIsAttachedToItInOneCall() {
    Received mail = mail(files(60));
    JsonNode told = output(post.run(MAIL_GET, "{\"message\": \"" + mail.id() + "\"}"));
    assertThat(told.path("attachments")).hasSize(50);
    assertThat(told.path("attachments").path(0)).isEqualTo(listed(mail).path(0));
    assertThat(
            output(post.run(MAIL_GET, "{\"message\": \"" + mail("").id() + "\"}"))
                .has("attachments"))
        .isFalse();
    assertThat(post.calls().stream().filter(call -> call.route().equals(Post.MESSAGE))).hasSize(2);
  }

  @ParameterizedTest
  @MethodSource("dev.errand.mailworker.operations.PassingFaults#anywhere")
  void aReadIsSimplyRepeated(String fault) {
    Received mail = mail(files(1));
    post.strike(post.preset(fault), "GET", Post.ATTACH);
    assertThat(listed(mail)).hasSize(1);
  }

  @Test
  void anothersAttachmentsAreNotFoundAsThoseOfAMailThatIsNowhere() {
    mail("").assertHiddenFrom(this::list);
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

  private static String data(String message, String attachment) {
    return "{\"message\": \"" + message + "\", \"attachment\": \"" + attachment + "\"}";
  }

  private Result get(Received mail, int number) {
    String attachment = listed(mail).path(number).path("attachment").asString();
    return post.run(ATTACHMENT_GET, data(mail.id(), attachment));
  }

  private static String zeros(int bytes) {
    return Base64.getEncoder().encodeToString(new byte[bytes]);
  }

  @Test
  void aFileComesByteForByte() {
    byte[] bytes = new byte[256];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    String base64 = Base64.getEncoder().encodeToString(bytes);
    JsonNode got = output(get(mail(file("all bytes", base64)), 0));
    assertThat(got.path("content").asString()).isEqualTo(base64);
    assertThat(got.path("size").asInt()).isEqualTo(256);
    assertThat(got.path("name").asString()).isEqualTo("all bytes");
    assertThat(got.path("contentType").asString()).isEqualTo("text/plain");
  }

  @Test
  void anEmptyFileIsEmpty() {
    assertThat(output(get(mail(file("empty", "")), 0)).path("size").asInt()).isZero();
  }

  @Test
  void aMailThatIsAttachedComesAsItsText() {
    JsonNode got = output(get(mail(LINK_AND_ITEM), 0));
    assertThat(got.path("contentType").asString()).isEqualTo("message/rfc822");
    assertThat(
            new String(
                Base64.getDecoder().decode(got.path("content").asString()), StandardCharsets.UTF_8))
        .contains("Subject: Old");
  }

  @Test
  void aLinkIsNoFile() {
    assertRefused(get(mail(LINK_AND_ITEM), 1));
  }

  private void assertRefused(Result result) {
    assertThat(result.status()).isNotEqualTo(Status.SUCCEEDED);
    assertThat(Received.problem(result).code()).isEqualTo(ProblemCode.INVALID_COMMAND);
  }

  @Test
  void theLargestFileOfTheSchemaFitsIntoAResult() {
    JsonNode got = output(get(mail(file("large", zeros(690_000))), 0));
    assertThat(got.path("size").asInt()).isEqualTo(690_000);
    assertThat(new OperationCatalog().validateOutput(ATTACHMENT_GET, got))
        .isInstanceOf(OperationCatalog.Validation.Valid.class);
  }

  private static final UserId ANN = new UserId("ann");

  private static FileId download(JsonNode got) {
    return FileId.read(got.at("/download/id").asString()).orElseThrow();
  }

  private long fetched() {
    return post.calls().stream().filter(call -> call.route().equals(Post.CONTENT)).count();
  }

  @ParameterizedTest
  @ValueSource(ints = {690_001, Post.LARGEST})
  void whatIsLargerIsThereForItsPersonToDownload(int bytes) {
    JsonNode got = output(get(mail(file("large plan", zeros(bytes))), 0));
    assertThat(got.has("content")).isFalse();
    assertThat(got.path("size").asInt()).isEqualTo(bytes);
    assertThat(new OperationCatalog().validateOutput(ATTACHMENT_GET, got))
        .isInstanceOf(OperationCatalog.Validation.Valid.class);
    assertThat(post.files.content(ANN, download(got)))
        .hasValueSatisfying(kept -> assertThat(kept).isEqualTo(new byte[bytes]));
    assertThat(post.files.content(new UserId("ben"), download(got))).isEmpty();
    assertThat(fetched()).isEqualTo(1);
  }

  @Test
  void onlySoManyAreFetchedAtOnceAndTheNextOnesLater() {
    Received mail = mail(file("large", zeros(700_000)));
    String attachment = listed(mail).path(0).path("attachment").asString();
    Room.Place taken = post.room.take();
    post.beforeRun(
        3,
        () -> {
          assertThat(fetched()).isZero();
          taken.close();
        });
    assertThat(output(post.run(ATTACHMENT_GET, data(mail.id(), attachment))).has("download"))
        .isTrue();
    assertThat(fetched()).isEqualTo(1);
    post.room.take().close();
  }

  @Test
  void whatIsTooLargeToBeKeptIsRefusedAndNothingOfItStays() {
    assertRefused(get(mail(file("huge", zeros(Post.LARGEST + 1))), 0));
    assertThat(post.files.count()).isZero();
  }

  @Test
  void forWhatThereIsNoRoomIsToldWhoseRoomIsMissing() {
    Received mail = mail(file("large", zeros(700_000)));
    post.files.keepNothing(new FileStore.Kept.NoRoom());
    assertFull(get(mail, 0), "as one may have");
    post.files.keepNothing(new FileStore.Kept.Full());
    assertFull(get(mail, 0), "right now");
  }

  private static void assertFull(Result result, String why) {
    assertThat(result.status()).isEqualTo(Status.FAILED);
    assertThat(Received.problem(result).code()).isEqualTo(ProblemCode.QUOTA_EXCEEDED);
    assertThat(Received.problem(result).title()).contains(why);
    assertThat(Received.problem(result).retryable()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("dev.errand.mailworker.operations.PassingFaults#thatAreSeen")
  void alsoALargeOneIsFetchedAgainAndKeptOnce(String fault) {
    Received mail = mail(file("large", zeros(700_000)));
    post.strike(post.preset(fault), "GET", Post.CONTENT);
    assertThat(post.files.content(ANN, download(output(get(mail, 0))))).isPresent();
    assertThat(post.files.count()).isEqualTo(1);
  }

  @Test
  void aCrashAtAnyPointLeavesOneDownloadAndWhatWasKeptIsNotFetchedAgain() {
    Received mail = mail(file("large", zeros(700_000)));
    String attachment = listed(mail).path(0).path("attachment").asString();
    for (int point = 1; ; point++) {
      OperationHarness harness = post.harness().crashAt(point);
      String id = "get-" + point;
      long before = fetched();
      Result result =
          harness.run(Post.command("ann", id, ATTACHMENT_GET, data(mail.id(), attachment)));
      assertThat(post.files.content(ANN, download(output(result)))).isPresent();
      assertThat(post.files.count()).isEqualTo(point);
      assertThat(fetched() - before).isEqualTo(1);
      if (!harness.crashed()) {
        break;
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dev.errand.mailworker.operations.PassingFaults#thatAreSeen")
  void fetchingIsSimplyRepeated(String fault) {
    Received mail = mail(files(1));
    post.strike(post.preset(fault), "GET", Post.CONTENT);
    assertThat(output(get(mail, 0)).path("content").asString()).isEqualTo("SGVsbG8=");
  }

  @Test
  void anAttachmentOfAnotherMailOrPersonIsNotFoundAsOneThatIsNowhere() {
    Received mail = mail(files(1));
    mail.assertHiddenFrom(id -> post.run(ATTACHMENT_GET, data(id, "AAMkAG=")));
    String other = listed(mail(files(1))).path(0).path("attachment").asString();
    Result wrong = post.run(ATTACHMENT_GET, data(mail.id(), other));
    Result random = post.run(ATTACHMENT_GET, data(mail.id(), Received.nobodys(other)));
    assertThat(Received.problem(wrong).code()).isEqualTo(ProblemCode.NOT_FOUND);
    assertThat(Received.toldOf(wrong)).isEqualTo(Received.toldOf(random));
  }
}
