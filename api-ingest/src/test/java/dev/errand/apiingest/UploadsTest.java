package dev.errand.apiingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.errand.runtime.files.FilesMeter;
import dev.errand.runtime.files.Purpose;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Files come through the API: streamed, and to be seen by nobody but their user. */
class UploadsTest extends AttachmentApiTest {

  /** Of the long form: -Derrand.large=150000000. */
  private static final int LARGE = Integer.getInteger("errand.large", 20_000_000);

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

  @Test
  void ofWhatNobodySaysTheTypeItIsUnknown() {
    HttpResponse<String> answer =
        send(as(user, FILES + "?name=a,b").POST(BodyPublishers.ofString("x")));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    assertThat(json(answer).path("contentType").stringValue())
        .isEqualTo("application/octet-stream");
    assertThat(json(answer).path("name").stringValue()).isEqualTo("a,b");
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
  void whoeverDripsIsGivenUpAndLeavesTheirPlace() throws IOException {
    double slow = transfers(Purpose.UPLOAD, FilesMeter.Outcome.SLOW);
    try (Socket first = begun("Content-Length: 5000000\r\n", 2_000_000);
        Socket second = begun("Content-Length: 5000000\r\n", 1)) {
      await().until(() -> rows() == 2);
      drip(first);
      drip(second);
      String told = answer(first);
      assertThat(told).startsWith("HTTP/1.1 408").contains("\"retryable\":true");
      assertThat(status(second)).isEqualTo("408");
      await().until(() -> rows() == 0);
      uploaded(user);
    }
    assertThat(transfers(Purpose.UPLOAD, FilesMeter.Outcome.SLOW)).isEqualTo(slow + 2);
  }

  /** Up to the end of the problem in it. */
  private static String answer(Socket socket) throws IOException {
    StringBuilder told = new StringBuilder();
    int next = socket.getInputStream().read();
    while (next >= 0 && next != '}') {
      told.append((char) next);
      next = socket.getInputStream().read();
    }
    return told.toString();
  }

  /** A byte now and then, in less than the time that all of it may take. */
  private void drip(Socket socket) {
    AtomicInteger drops = new AtomicInteger();
    await()
        .until(
            () -> {
              assertThat(drops.incrementAndGet()).isLessThan(50);
              time.pass(Duration.ofSeconds(31));
              socket.getOutputStream().write('x');
              return socket.getInputStream().available() > 0;
            });
  }

  /** The heap of the long form is what the command line gives it. */
  @Test
  void aLargeFileComesAndGoesByteForByteWithLittleOfItInMemory() throws Exception {
    MessageDigest sent = MessageDigest.getInstance("SHA-256");
    String answer;
    try (Socket socket = begun("Content-Length: " + LARGE + "\r\nConnection: close\r\n", 0)) {
      new ManyBytes(LARGE).transferTo(new DigestOutputStream(socket.getOutputStream(), sent));
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
  }
}
