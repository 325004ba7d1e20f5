package dev.errand.apiingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.errand.runtime.files.FilesMeter;
import dev.errand.runtime.files.Purpose;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no file, or too much, is refused before it is read. */
class UploadRefusalsTest extends AttachmentApiTest {

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

  @Test
  void aFileHasOneName() {
    HttpResponse<String> answer =
        send(as(user, FILES + "?name=a&name=b").POST(BodyPublishers.ofString("x")));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).path("detail").stringValue()).contains("more than once");
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
  void oneUserHasSoManyFilesAndRoomAgainWhenOneIsRemoved() {
    String last = "";
    for (int i = 0; i < 20; i++) {
      last = uploaded(user);
    }
    HttpResponse<String> full = upload(user, "a", "text/plain", new byte[1]);
    assertThat(full.statusCode()).isEqualTo(409);
    assertThat(json(full).path("code").stringValue()).isEqualTo("quota_exceeded");
    assertThat(json(full).path("detail").stringValue()).startsWith("20 files, 500 MB together;");
    assertThat(send(as(user, FILES + "/" + last).DELETE()).statusCode()).isEqualTo(204);
    uploaded(user);
  }

  @Test
  void whereThereIsNoRoomForAnybodyItIsToldThatItIsNotAboutThem() {
    double full = transfers(Purpose.UPLOAD, FilesMeter.Outcome.FULL);
    try {
      HttpResponse<String> answer =
          await() // whoever counts may come in between
              .until(
                  () -> {
                    thereAre(50L << 30);
                    return upload(user, "a", "text/plain", new byte[1]);
                  },
                  each -> each.statusCode() == 503);
      assertThat(json(answer).path("code").stringValue()).isEqualTo("quota_exceeded");
      assertThat(json(answer).path("retryable").booleanValue()).isTrue();
      assertThat(answer.headers().firstValue("Retry-After")).contains("60");
    } finally {
      thereAre(0);
    }
    assertThat(transfers(Purpose.UPLOAD, FilesMeter.Outcome.FULL)).isEqualTo(full + 1);
    uploaded(newUser());
  }

  private void thereAre(long bytes) {
    var _ = sql.sql("update file_total set bytes = :bytes").param("bytes", bytes).update();
  }
}
