package dev.errand.sandbox.graph;

import static dev.errand.sandbox.graph.GraphWorld.as;
import static dev.errand.sandbox.graph.GraphWorld.mail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.sandbox.SandboxServer;
import dev.errand.sandbox.fault.FaultRule;
import dev.errand.sandbox.graph.GraphClient.Answer;
import dev.errand.sandbox.graph.mailbox.Attachment;
import dev.errand.sandbox.graph.mailbox.Content;
import dev.errand.sandbox.ledger.Call;
import dev.errand.sandbox.limit.Limit;
import dev.errand.sandbox.people.TokenValues;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UploadsTest {

  private static final int MEGABYTE = 1024 * 1024;

  private static final int SIZE = 5 * MEGABYTE + 17;

  private SandboxServer server = GraphWorld.fresh();
  private GraphClient ann = new GraphClient(server.uri(), "");
  private GraphClient upload = ann;
  private String message = "";

  @BeforeEach
  void beginEmpty() {
    server = GraphWorld.fresh();
    ann = as("ann");
    upload = new GraphClient(server.uri(), "");
    message =
        "/me/messages/"
            + ann.post("/me/messages", mail("ben@sandbox.example", "c-1"))
                .body()
                .path("id")
                .asString();
  }

  @Test
  void aFileThatCameInRangesIsOneAttachmentWithTheSameBytes() throws Exception {
    byte[] file = bytes();
    Answer opened = open(SIZE);
    assertThat(opened.status()).isEqualTo(201);
    assertThat(opened.body().path("nextExpectedRanges").path(0).asString()).isEqualTo("0-");
    assertThat(opened.body().path("expirationDateTime").asString()).endsWith("Z");
    String url = opened.body().path("uploadUrl").asString();
    assertThat(url).startsWith(server.uri() + "/outlook/api/v2.0/Users('").contains("authtoken=");

    Answer first = range(url, file, 0, 4 * MEGABYTE);
    assertThat(first.status()).isEqualTo(200);
    assertThat(first.body().path("nextExpectedRanges").path(0).asString()).isEqualTo("4194304");
    assertThat(first.body().path("ExpirationDateTime"))
        .isEqualTo(opened.body().path("expirationDateTime"));
    assertThat(ann.get(message + "/attachments").body().path("value")).isEmpty();

    Answer last = range(url, file, 4 * MEGABYTE, SIZE);
    assertThat(last.status()).isEqualTo(201);
    assertThat(last.response().body()).isEmpty();
    String id = last.header("location").replaceAll(".*/Attachments\\('(.*)'\\)", "$1");
    assertThat(
            ann.get(message + "/attachments/" + id + "?$select=name,size")
                .body()
                .path("name")
                .asString())
        .isEqualTo("big.bin");
    assertThat(kept().content().sha256()).isEqualTo(sha256(file));
    assertThat(kept().content().size()).isEqualTo(SIZE);
    assertThat(ann.get(message).body().path("hasAttachments").asBoolean()).isTrue();
    assertThat(ann.get(message + "/attachments/" + id + "/$value").header("content-length"))
        .isEqualTo(Integer.toString(SIZE));
  }

  @Test
  void aLargeFileIsReadBackByteByByteAndGoesWithTheMail() throws Exception {
    byte[] file = bytes();
    String url = url();
    range(url, file, 0, 4 * MEGABYTE);
    range(url, file, 4 * MEGABYTE, SIZE);
    GraphWorld.settings("{\"sendDelayMillis\":0}");
    ann.post(message + "/send", "");

    String received =
        as("ben").get("/me/messages").body().path("value").path(0).path("id").asString();
    Attachment arrived =
        server
            .graph()
            .inMailbox("ben", mailbox -> mailbox.require(received))
            .attachments()
            .getFirst();
    assertThat(arrived.content().sha256()).isEqualTo(sha256(file));
    String content =
        as("ben")
            .get("/me/messages/" + received + "/attachments")
            .body()
            .path("value")
            .path(0)
            .path("contentBytes")
            .asString();
    assertThat(sha256(Base64.getDecoder().decode(content))).isEqualTo(sha256(file));
  }

  @Test
  void theUploadHostTakesNoTokenOfAPerson() {
    Answer refused = ann.put(url(), new byte[1], "Content-Range", "bytes 0-0/" + SIZE);
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.error()).isEqualTo("InvalidAudience");
  }

  @ParameterizedTest
  @CsvSource({
    "bytes 1-10/5242897, 10, 416, ErrorInvalidRange",
    "bytes 0-10/5242897, 10, 400, ErrorInvalidContentRange",
    "bytes 0-9/5242896, 10, 400, ErrorInvalidContentRange",
    "bytes 0-9/*, 10, 400, ErrorInvalidContentRange",
    "0-9, 10, 400, ErrorInvalidContentRange",
    "bytes 0-4194304/5242897, 4194305, 413, ErrorMessageSizeExceeded",
  })
  void aRangeThatDoesNotFitIsRefusedAndTheNextIsStillExpected(
      String header, int length, int status, String code) {
    String url = url();
    Answer refused = upload.put(url, new byte[length], "Content-Range", header);
    assertThat(refused.error()).isEqualTo(code);
    assertThat(refused.status()).isEqualTo(status);
    assertThat(upload.get(url).body().path("nextExpectedRanges").path(0).asString()).isEqualTo("0");
  }

  @Test
  void aRangeThatIsSentAgainIsRefusedAndTheSessionSaysWhereToGoOn() {
    byte[] file = bytes();
    String url = url();
    range(url, file, 0, MEGABYTE);
    assertThat(range(url, file, 0, MEGABYTE).status()).isEqualTo(416);
    assertThat(upload.get(url).body().path("nextExpectedRanges").path(0).asString())
        .isEqualTo("1048576");
    GraphWorld.settings("{\"uploadStatus\":false}");
    assertThat(upload.get(url).status()).isEqualTo(405);
  }

  @ParameterizedTest
  @CsvSource({
    "3145727, 400, ErrorAttachmentSizeShouldNotBeLessThanMinimumSize",
    "3145728, 201, ''",
    "157286400, 413, ErrorMessageSizeExceeded",
    "157286401, 413, ErrorAttachmentSizeLimitExceeded",
  })
  void aSessionIsForThreeMegabytesToWhatTheTenantAllows(int size, int status, String code) {
    Answer answer = open(size);
    assertThat(answer.error()).isEqualTo(code);
    assertThat(answer.status()).isEqualTo(status);
  }

  @Test
  void anAdministratorMayAllowLargerMessages() {
    GraphWorld.settings("{\"largestMessageBytes\":220000000}");
    assertThat(open(150 * MEGABYTE).status()).isEqualTo(201);
  }

  @Test
  void aSessionThatIsOverOrCancelledOrAnothersTokenOpensNothing() {
    String url = url();
    assertThat(upload.get(url + "x").status()).isEqualTo(401);
    assertThat(upload.delete(url).status()).isEqualTo(204);
    assertThat(upload.get(url).error()).isEqualTo("ErrorItemNotFound");

    String late = url();
    server.world().clock().forward(Duration.ofHours(1));
    assertThat(upload.get(late).status()).isEqualTo(401);
  }

  @Test
  void aFileForAMessageThatIsGoneIsNotFound() {
    byte[] file = bytes();
    String url = url();
    range(url, file, 0, 4 * MEGABYTE);
    GraphWorld.settings("{\"sendDelayMillis\":60000,\"transit\":\"NOWHERE\"}");
    ann.post(message + "/send", "");
    assertThat(range(url, file, 4 * MEGABYTE, SIZE).error()).isEqualTo("ErrorItemNotFound");
  }

  @Test
  void uploadedRangesCountToTheMailboxesBytes() {
    server.world().limits().set("graph.upload", new Limit(MEGABYTE, Duration.ofMinutes(5)));
    String url = url();
    assertThat(range(url, bytes(), 0, MEGABYTE).status()).isEqualTo(200);
    Answer refused = range(url, bytes(), MEGABYTE, 2 * MEGABYTE);
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.header("retry-after")).isNotEmpty();
  }

  @Test
  void aRangeWhoseAnswerIsLostHasArrived() {
    byte[] file = bytes();
    String url = url();
    server
        .world()
        .faults()
        .add(
            FaultRule.of(server.world().presets().find("graph.reset_after_accept").orElseThrow())
                .on("PUT", "/outlook/api/v2.0/{user}/{message}/{session}")
                .times(2));
    assertThatThrownBy(() -> range(url, file, 0, 4 * MEGABYTE))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(upload.get(url).body().path("nextExpectedRanges").path(0).asString())
        .isEqualTo("4194304");
    assertThatThrownBy(() -> range(url, file, 4 * MEGABYTE, SIZE))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(upload.get(url).error()).isEqualTo("ErrorItemNotFound");
    assertThat(ann.get(message + "/attachments?$select=name").body().path("value")).hasSize(1);
  }

  @Test
  void aFileOfAHundredAndFiftyMegabytesIsKept() throws Exception {
    GraphWorld.settings("{\"largestMessageBytes\":220000000}");
    int size = 150 * MEGABYTE;
    byte[] range = new byte[3 * MEGABYTE];
    new Random(9).nextBytes(range);
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    String url = open(size).body().path("uploadUrl").asString();
    int status = 0;
    for (int from = 0; from < size; from += range.length) {
      digest.update(range);
      status =
          upload
              .put(
                  url,
                  range,
                  "Content-Range",
                  "bytes %d-%d/%d".formatted(from, from + range.length - 1, size))
              .status();
    }
    assertThat(status).isEqualTo(201);
    assertThat(kept().content()).isInstanceOf(Content.Large.class);
    assertThat(kept().content().size()).isEqualTo(size);
    assertThat(kept().content().sha256()).isEqualTo(HexFormat.of().formatHex(digest.digest()));
  }

  @Test
  void theLedgerKnowsWhoseFileCameAndNeverTheToken() {
    String url = url();
    byte[] file = bytes();
    range(url, file, 0, 4 * MEGABYTE);
    range(url, file, 4 * MEGABYTE, SIZE);
    String secret = url.substring(url.indexOf("authtoken=") + "authtoken=".length());
    assertThat(server.world().values().known())
        .contains(new TokenValues.Known(TokenValues.Kind.UPLOAD_TOKEN, secret));
    List<Call> calls = server.world().ledger().calls(call -> call.path().startsWith("/outlook/"));
    assertThat(calls).hasSize(2).allMatch(call -> "ann".equals(call.person()));
    assertThat(calls).noneMatch(call -> call.path().contains("authtoken"));
    assertThat(Objects.requireNonNull(calls.getLast().effect()).errandCommand()).isEqualTo("c-1");
  }

  private String url() {
    return open(SIZE).body().path("uploadUrl").asString();
  }

  private Answer open(int size) {
    return ann.post(
        message + "/attachments/createUploadSession",
        "{\"AttachmentItem\":{\"attachmentType\":\"file\",\"name\":\"big.bin\",\"size\":%d}}"
            .formatted(size));
  }

  private Answer range(String url, byte[] file, int from, int to) {
    return upload.put(
        url,
        Arrays.copyOfRange(file, from, to),
        "Content-Range",
        "bytes %d-%d/%d".formatted(from, to - 1, file.length));
  }

  private Attachment kept() {
    return server.graph().inMailbox("ann", mailbox -> mailbox.attachments().all()).getFirst();
  }

  private static byte[] bytes() {
    byte[] bytes = new byte[SIZE];
    new Random(7).nextBytes(bytes);
    return bytes;
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
