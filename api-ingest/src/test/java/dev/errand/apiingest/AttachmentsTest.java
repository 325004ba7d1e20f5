package dev.errand.apiingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.errand.runtime.files.FileStore;
import dev.errand.runtime.files.StoredFile;
import dev.errand.schemas.Command;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.Priority;
import dev.errand.schemas.UserId;
import dev.errand.schemas.mail.MailOperations;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Files come and go through the API: streamed, bounded, and to nobody but their user. */
class AttachmentsTest extends ApiTest {

  private static final String FILES = "/v1/attachments";

  /** Of the long form: -Derrand.large=150000000. */
  private static final int LARGE = Integer.getInteger("errand.large", 20_000_000);

  @Autowired FileStore store;

  private final String user = newUser();

  private HttpResponse<String> upload(String by, String name, String type, byte[] content) {
    return send(
        as(by, FILES + "?name=" + URLEncoder.encode(name, UTF_8))
            .header("Content-Type", type)
            .POST(BodyPublishers.ofByteArray(content)));
  }

  private String uploaded(String by) {
    HttpResponse<String> answer = upload(by, "plan.pdf", "application/pdf", new byte[9]);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return json(answer).path("id").stringValue();
  }

  private long rows() {
    return sql.sql("select count(*) from stored_file where user_id = :user")
        .param("user", user)
        .query(Long.class)
        .single();
  }

  private JsonNode listed(String by) {
    return json(send(as(by, FILES))).path("attachments");
  }

  @Test
  void anUploadIsToldAndListedAndRemoved() {
    HttpResponse<String> answer =
        upload(user, "Zürich plan.pdf", "application/pdf; x=y", "hello".getBytes(UTF_8));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    JsonNode told = json(answer);
    assertThat(told.path("name").stringValue()).isEqualTo("Zürich plan.pdf");
    assertThat(told.path("contentType").stringValue()).isEqualTo("application/pdf");
    assertThat(told.path("size").intValue()).isEqualTo(5);
    assertThat(told.path("expiresAt").stringValue()).endsWith("Z");

    JsonNode one = listed(user).path(0);
    assertThat(one.path("id")).isEqualTo(told.path("id"));
    assertThat(one.path("purpose").stringValue()).isEqualTo("upload");
    assertThat(one.path("used").booleanValue()).isFalse();
    assertThat(json(send(as(user, "/v1/account/export"))).at("/files/0/name").stringValue())
        .isEqualTo("Zürich plan.pdf");

    String address = FILES + "/" + told.path("id").stringValue();
    assertThat(send(as(user, address).DELETE()).statusCode()).isEqualTo(204);
    assertThat(send(as(user, address).DELETE()).statusCode()).isEqualTo(404);
    assertThat(listed(user)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/content"})
  void anothersFileIsAnsweredAsOneThatNeverWas(String below) throws IOException {
    String anothers = below.isEmpty() ? uploaded(newUser()) : found(newUser()).id().toString();
    String method = below.isEmpty() ? "DELETE" : "GET";
    HttpResponse<String> theirs = call(method, anothers + below);
    HttpResponse<String> nobodys = call(method, UUID.randomUUID() + below);
    HttpResponse<String> nonsense = call(method, "nonsense" + below);
    assertThat(theirs.statusCode()).isEqualTo(404);
    assertThat(theirs.body()).isEqualTo(nobodys.body()).isEqualTo(nonsense.body());
    assertThat(theirs.headers().map().keySet()).isEqualTo(nobodys.headers().map().keySet());
    assertThat(listed(user)).isEmpty();
  }

  private HttpResponse<String> call(String method, String path) {
    return send(as(user, FILES + "/" + path).method(method, BodyPublishers.noBody()));
  }

  @Test
  void whoHasNoTokenBringsNothing() {
    assertThat(send(to(FILES + "?name=a").POST(BodyPublishers.ofString("x"))).statusCode())
        .isEqualTo(401);
  }

  /** Before any of it was sent. */
  @ParameterizedTest
  @ValueSource(strings = {"DELETE", "PUT", "PATCH"})
  void nobodysFormIsReadBeforeItIsRefused(String method) throws IOException {
    try (Socket socket = new Socket("localhost", port)) {
      socket.setSoTimeout(5_000);
      socket
          .getOutputStream()
          .write(
              (method
                      + " /v1/attachments/1 HTTP/1.1\r\n"
                      + "Host: localhost\r\n"
                      + "Content-Length: 2000000000\r\n"
                      + "Content-Type: application/x-www-form-urlencoded\r\n\r\n"
                      + "a=")
                  .getBytes(ISO_8859_1));
      assertThat(status(socket)).isEqualTo("401");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "../etc/passwd", "c:\\plan", "a\nb", "cod\u202Etxt.exe", "a\u2028b"})
  void aNameIsOneOfAFile(String name) {
    assertThat(upload(user, name, "text/plain", new byte[1]).statusCode()).isEqualTo(400);
    assertThat(rows()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "multipart/form-data; boundary=x, 415",
    "multipart/mixed, 415",
    "application/x-www-form-urlencoded, 415"
  })
  void aFormIsNoFile(String type, int status) {
    assertThat(upload(user, "a", type, "a=b".getBytes(UTF_8)).statusCode()).isEqualTo(status);
    assertThat(rows()).isZero();
  }

  @Test
  void anEmptyFileIsNone() {
    assertThat(upload(user, "a", "text/plain", new byte[0]).statusCode()).isEqualTo(400);
  }

  private String head(String length) {
    return "POST /v1/attachments?name=plan.pdf HTTP/1.1\r\n"
        + "Host: localhost\r\n"
        + "Authorization: Bearer "
        + TestTokens.of(user)
        + "\r\nContent-Type: application/pdf\r\n"
        + length
        + "\r\n";
  }

  /** Begins an upload and sends so much of it. */
  private Socket begun(String length, int sent) throws IOException {
    Socket socket = new Socket("localhost", port);
    socket.setSoTimeout(20_000);
    socket.getOutputStream().write(head(length).getBytes(ISO_8859_1));
    socket.getOutputStream().write(new byte[sent]);
    socket.getOutputStream().flush();
    return socket;
  }

  private static String status(Socket socket) throws IOException {
    byte[] line = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
    return new String(line, ISO_8859_1).substring("HTTP/1.1 ".length());
  }

  /** Before any of it was sent. */
  @ParameterizedTest
  @CsvSource({"Content-Length: 150000001, 413", "Transfer-Encoding: chunked, 411"})
  void whatIsTooLargeOrDoesNotSayHowLargeItIsIsRefusedUnread(String length, String status)
      throws IOException {
    try (Socket socket = begun(length + "\r\n", 0)) {
      assertThat(status(socket)).isEqualTo(status);
    }
    assertThat(rows()).isZero();
  }

  @Test
  void ofAnUploadThatIsBrokenOffNothingStays() throws IOException {
    try (Socket socket = begun("Content-Length: 5000000\r\n", 3_000_000)) {
      await().until(() -> rows() == 1);
      assertThat(listed(user)).isEmpty();
      socket.shutdownOutput();
    }
    await().until(() -> rows() == 0);
    assertThat(
            sql.sql("select count(*) from file_part where user_id = :user")
                .param("user", user)
                .query(Long.class)
                .single())
        .isZero();
  }

  @Test
  void twoAtOnceAreEnoughForOneUserAndNobodyElseWaits() throws IOException {
    try (Socket _ = begun("Content-Length: 9\r\n", 1);
        Socket _ = begun("Content-Length: 9\r\n", 1)) {
      await().until(() -> rows() == 2);
      HttpResponse<String> third = upload(user, "a", "text/plain", new byte[1]);
      assertThat(third.statusCode()).isEqualTo(429);
      assertThat(json(third).path("code").stringValue()).isEqualTo("rate_limited");
      assertThat(third.headers().firstValue("Retry-After")).contains("5");
      uploaded(newUser());
    }
    await().until(() -> rows() == 0);
    uploaded(user);
  }

  @Test
  void oneUserHasSoManyFilesAndRoomAgainWhenOneIsRemoved() {
    String last = "";
    for (int i = 0; i < 20; i++) {
      last = uploaded(user);
    }
    HttpResponse<String> full = upload(user, "a", "text/plain", new byte[1]);
    assertThat(full.statusCode()).isEqualTo(409);
    assertThat(json(full).path("code").stringValue()).isEqualTo("quota_exceeded");
    assertThat(send(as(user, FILES + "/" + last).DELETE()).statusCode()).isEqualTo(204);
    uploaded(user);
  }

  private StoredFile found(String by) throws IOException {
    return found(by, "Zürich \"plan\".pdf", new ByteArrayInputStream("hello".getBytes(UTF_8)));
  }

  /** As the mail worker does it. */
  private StoredFile found(String by, String name, InputStream content) throws IOException {
    uploaded(by); // and so has a data key
    var _ =
        sql.sql(
                """
                insert into connection (id, user_id, provider, account, scopes, facts, state,
                  version, access_token, changed_at)
                values (gen_random_uuid(), :user, 'microsoft', gen_random_uuid(), '{}', '{}',
                  'active', 1, 'x', now())
                on conflict do nothing
                """)
            .param("user", by)
            .update();
    return ((FileStore.Kept.Here) store.keep(get(by), name, "application/pdf", content)).file();
  }

  private static Command get(String by) {
    return new Command(
        new UserId(by),
        new CommandId(newId()),
        MailOperations.ATTACHMENT_GET,
        "urn:test",
        Priority.INTERACTIVE,
        null,
        null,
        null,
        null,
        JsonNodeFactory.instance.objectNode());
  }

  @Test
  void whatWasFoundIsFetchedOnceToBeSaved() throws IOException {
    String address = FILES + "/" + found(user).id() + "/content";
    HttpResponse<String> head = send(as(user, address).method("HEAD", BodyPublishers.noBody()));
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.headers().firstValue("Content-Length")).contains("5");
    HttpResponse<String> answer = send(as(user, address));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("hello");
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/pdf");
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(answer.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
    assertThat(answer.headers().firstValue("Content-Disposition").orElseThrow())
        .startsWith("attachment; filename=")
        .contains("filename*=UTF-8''Z%C3%BCrich%20_plan_.pdf")
        .doesNotContain("\n");
    assertThat(send(as(user, address)).statusCode()).isEqualTo(404);
  }

  @Test
  void whatWasUploadedIsNotGivenOut() {
    assertThat(call("GET", uploaded(user) + "/content").statusCode()).isEqualTo(404);
  }

  /** More than what a connection swallows unread. */
  private static final int UNREAD = 30_000_000;

  private Socket fetching(StoredFile file) throws IOException {
    Socket socket = new Socket("localhost", port);
    socket.setSoTimeout(20_000);
    socket
        .getOutputStream()
        .write(
            ("GET /v1/attachments/"
                    + file.id()
                    + "/content HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                    + TestTokens.of(user)
                    + "\r\n\r\n")
                .getBytes(ISO_8859_1));
    return socket;
  }

  @Test
  void whatBreaksOffOnOurSideEndsThereAndNothingOfOursIsInTheFile() throws IOException {
    StoredFile file = found(user, "large", new Zeros(UNREAD));
    var _ = // a problem could be written behind it
        sql.sql("update stored_file set content_type = 'application/json' where id = :id")
            .param("id", UUID.fromString(file.id().toString()))
            .update();
    try (Socket socket = fetching(file)) {
      InputStream answer = socket.getInputStream();
      String begin = new String(answer.readNBytes(100_000), ISO_8859_1);
      assertThat(begin).startsWith("HTTP/1.1 200");
      assertThat(send(as(user, FILES + "/" + file.id()).DELETE()).statusCode()).isEqualTo(204);
      byte[] rest = answer.readAllBytes();
      assertThat(rest.length).isLessThan(UNREAD - 100_000);
      assertThat(new String(rest, ISO_8859_1)).matches("0*+");
    }
  }

  @Test
  void aDownloadThatIsBrokenOffMayBeAskedForAgain() throws IOException {
    int size = UNREAD;
    StoredFile file = found(user, "large", new Zeros(size));
    try (Socket socket = fetching(file)) {
      assertThat(socket.getInputStream().readNBytes(100_000)).hasSize(100_000);
    }
    HttpResponse<String> again = send(as(user, FILES + "/" + file.id() + "/content"));
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(again.body()).hasSize(size);
  }

  /** The heap of the long form is what the command line gives it. */
  @Test
  void aLargeFileComesAndGoesByteForByteWithLittleOfItInMemory() throws Exception {
    MessageDigest sent = MessageDigest.getInstance("SHA-256");
    String answer;
    try (Socket socket = begun("Content-Length: " + LARGE + "\r\nConnection: close\r\n", 0)) {
      new Numbers(LARGE).transferTo(new DigestOutputStream(socket.getOutputStream(), sent));
      answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
    assertThat(answer).startsWith("HTTP/1.1 201").contains("\"size\":" + LARGE);
    UUID id = UUID.fromString(answer.replaceAll("(?s).*\"id\":\"([^\"]*)\".*", "$1"));
    var _ =
        sql.sql("update stored_file set purpose = 'download' where id = :id")
            .param("id", id)
            .update();

    MessageDigest received = MessageDigest.getInstance("SHA-256");
    HttpRequest fetch = as(user, FILES + "/" + id + "/content").build();
    try (InputStream body = stream(fetch)) {
      body.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), received));
    }
    assertThat(HexFormat.of().formatHex(received.digest()))
        .isEqualTo(HexFormat.of().formatHex(sent.digest()));
    await().until(() -> rows() == 0);
  }

  /** So many zeros. */
  private static final class Zeros extends Numbers {

    Zeros(int size) {
      super(size);
    }

    @Override
    byte at(int position) {
      return '0';
    }
  }

  /** So many bytes, of which each MiB is another. */
  private static class Numbers extends InputStream {

    private final int size;
    private int position;

    Numbers(int size) {
      this.size = size;
    }

    byte at(int position) {
      return (byte) (position >> 20);
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      if (position == size) {
        return -1;
      }
      int read = Math.min(Math.min(length, size - position), (1 << 20) - position % (1 << 20));
      Arrays.fill(into, offset, offset + read, at(position));
      position += read;
      return read;
    }
  }
}
