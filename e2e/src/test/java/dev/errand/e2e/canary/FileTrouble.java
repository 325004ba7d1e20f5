package dev.errand.e2e.canary;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.schemas.Command;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import dev.errand.schemas.UserId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Files that go around Kafka, in and out; and how that breaks. */
final class FileTrouble {

  private static final String ATTACHMENTS = "/graph/v1.0/me/messages/{id}/attachments";
  private static final String SESSION = "/outlook/api/v2.0/{user}/{message}/{session}";

  private static final int SMALL = 2_000;

  /** A range of a session, and some more. */
  private static final int LARGE = 12 * 320 * 1024 + SMALL;

  private static final int TOO_LARGE_FOR_A_RESULT = 700_000;

  private final CanaryStack stack;
  private final Assistant assistant;
  private final ProviderTrouble provider;
  private final ApiCaller api;
  private final Words words;

  FileTrouble(Means means) {
    stack = means.stack();
    assistant = means.assistant();
    provider = means.provider();
    api = means.api();
    words = means.words();
  }

  void run(UserId one, UserId other) {
    uploadsThatAreRefused(one);
    uploadsThatAreSent(one, other);
    downloads(one);
  }

  /** Somebody tries to bring a file. */
  HttpResponse<String> bring(UserId user, int size) {
    return api.send(with(api.as(user, place()), BodyPublishers.ofByteArray(file(size))));
  }

  private void uploadsThatAreRefused(UserId user) {
    byte[] file = file(SMALL);
    BodyPublisher whole = BodyPublishers.ofByteArray(file);
    BodyPublisher chunks = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(file));
    refused(411, with(api.as(user, place()), chunks));
    refused(401, with(api.at(stack.api().url() + place()), whole));
    refused(400, with(api.as(user, place() + "%2f" + words.word()), whole));
    refused(415, with(api.as(user, place()), whole).setHeader("Content-Type", "multipart/mixed"));
    BodyPublisher broken =
        BodyPublishers.ofInputStream(
            () -> new SequenceInputStream(new ByteArrayInputStream(file), new Broken()));
    assertThatThrownBy(
            () ->
                api.send(
                    with(api.as(user, place()), BodyPublishers.fromPublisher(broken, 2 * SMALL))))
        .isInstanceOf(UncheckedIOException.class);
  }

  private static final class Broken extends InputStream {

    @Override
    public int read() throws IOException {
      throw new IOException("The rest is not there");
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      return read();
    }
  }

  private void refused(int status, HttpRequest.Builder upload) {
    HttpResponse<String> answer = api.send(upload);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
  }

  /**
   * A small one in a request that is echoed; a large one in a session whose opening and last range
   * are. The mail with that is not sent: so the file, and where it went, stay for its replay.
   */
  private void uploadsThatAreSent(UserId one, UserId other) {
    provider.arm(ATTACHMENTS, one, provider.echo(500));
    provider.arm(ATTACHMENTS + "/createUploadSession", other, provider.echo(500));
    provider.arm(SESSION, null, 1, provider.echo(500));
    provider.arm("/graph/v1.0/me/messages/{id}/send", other, "{\"preset\":\"graph.507_quota\"}");
    List<Result> ends =
        assistant.done(
            List.of(
                words.mailWith(one, uploaded(one, SMALL)),
                words.mailWith(other, uploaded(other, LARGE))));
    assertThat(ends).extracting(Result::status).containsExactly(Status.SUCCEEDED, Status.FAILED);
    provider.awaitSpent();
  }

  private String uploaded(UserId user, int size) {
    HttpResponse<String> answer = bring(user, size);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return JsonMapper.shared().readTree(answer.body()).path("id").asString();
  }

  /** One is fetched, once more as by whoever lost it, and removed; one stays where it is. */
  private void downloads(UserId user) {
    String fetched = content(download(user));
    var _ = download(user);
    for (int time = 0; time < 2; time++) {
      HttpResponse<String> answer = api.send(api.as(user, fetched));
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).hasSize(TOO_LARGE_FOR_A_RESULT);
    }
    String file = fetched.replace("/content", "");
    assertThat(api.send(api.as(user, file).DELETE()).statusCode()).isEqualTo(204);
    assertThat(api.send(api.as(user, fetched)).statusCode()).isEqualTo(404);
  }

  private static String content(JsonNode found) {
    return "/v1/attachments/" + found.path("download").path("id").asString() + "/content";
  }

  private JsonNode download(UserId user) {
    String name = words.word() + ".pdf";
    String mail =
        stack
            .sandbox()
            .admin("POST", "/admin/graph/mailboxes/%s/messages".formatted(user), mailWith(name))
            .path("immutableId")
            .asString();
    String attachment =
        stack.sandbox().attachments(user.value()).stream()
            .filter(each -> each.path("name").asString().equals(name))
            .map(each -> each.path("id").asString())
            .findFirst()
            .orElseThrow();
    Command get = words.attachment(user, mail, attachment);
    Result end = assistant.done(List.of(get)).getFirst();
    return Objects.requireNonNull(end.output(), () -> String.valueOf(end.problem()));
  }

  private ObjectNode mailWith(String name) {
    ObjectNode mail = JsonMapper.shared().createObjectNode().put("subject", words.word());
    mail.putArray("attachments")
        .addObject()
        .put("@odata.type", "#microsoft.graph.fileAttachment")
        .put("name", name)
        .put("contentType", "application/pdf")
        .put("contentBytes", Base64.getEncoder().encodeToString(file(TOO_LARGE_FOR_A_RESULT)));
    return mail;
  }

  private String place() {
    return "/v1/attachments?name=" + words.word();
  }

  private static HttpRequest.Builder with(HttpRequest.Builder call, BodyPublisher file) {
    return call.header("Content-Type", "application/pdf").POST(file);
  }

  /** A canary at its begin, one in the middle and one at its end. */
  private byte[] file(int size) {
    byte[] file = new byte[size];
    Arrays.fill(file, (byte) '.');
    for (int third = 0; third < 3; third++) {
      byte[] canary = words.fresh(Kind.FILE).getBytes(US_ASCII);
      System.arraycopy(canary, 0, file, (size - canary.length) * third / 2, canary.length);
    }
    return file;
  }
}
