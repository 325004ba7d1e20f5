package dev.errand.apiingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.errand.runtime.files.FilesMeter;
import dev.errand.runtime.files.Purpose;
import dev.errand.runtime.files.StoredFile;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Files go through the API: streamed, for a while, and to nobody but their user. */
@ExtendWith(OutputCaptureExtension.class)
class DownloadsTest extends AttachmentApiTest {

  /** More than what a connection swallows unread. */
  private static final int UNREAD = 30_000_000;

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

  @Test
  void whatWasFoundIsFetchedToBeSaved() throws IOException {
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
    assertThat(answer.headers().firstValue("Accept-Ranges")).contains("none");
    assertThat(answer.headers().firstValue("Content-Disposition").orElseThrow())
        .startsWith("attachment; filename=")
        .contains("filename*=UTF-8''Z%C3%BCrich%20_plan_.pdf")
        .doesNotContain("\n");
  }

  @Test
  void whoeverAsksForAPartHasAllOfIt() throws IOException {
    String address = FILES + "/" + found(user).id() + "/content";
    HttpResponse<String> answer = send(as(user, address).header("Range", "bytes=1-2"));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("hello");
  }

  private Instant expiry(StoredFile file) {
    return listed(user)
        .valueStream()
        .filter(each -> each.path("id").stringValue().equals(file.id().toString()))
        .map(each -> Instant.parse(each.path("expiresAt").stringValue()))
        .findFirst()
        .orElseThrow();
  }

  /** What the network has taken, its user need not have. */
  @Test
  void whatWasHandedOverIsFetchedAgainForSomeMinutesAndARepeatProlongsNothing() throws IOException {
    StoredFile file = found(user);
    String address = file.id() + "/content";
    assertThat(call("HEAD", address).statusCode()).isEqualTo(200);
    assertThat(expiry(file)).isEqualTo(file.expiresAt());

    double done = transfers(Purpose.DOWNLOAD, FilesMeter.Outcome.DONE);
    assertThat(call("GET", address).body()).isEqualTo("hello");
    Instant ends = // it is noted behind its last byte
        await().until(() -> expiry(file), expiry -> expiry.isBefore(file.expiresAt()));
    assertThat(ends).isBetween(Instant.now().plusSeconds(240), Instant.now().plusSeconds(300));

    assertThat(call("GET", address).body()).isEqualTo("hello");
    await().until(() -> transfers(Purpose.DOWNLOAD, FilesMeter.Outcome.DONE) == done + 2);
    assertThat(expiry(file)).isEqualTo(ends);

    minutesPass(file, 5);
    assertThat(call("GET", address).statusCode()).isEqualTo(404);
    assertThat(call("GET", address).body())
        .isEqualTo(call("GET", UUID.randomUUID() + "/content").body());
  }

  /** For the database, whose clock it is. */
  private void minutesPass(StoredFile file, int minutes) {
    var _ =
        sql.sql(
                "update stored_file set expires_at = expires_at - make_interval(mins => :minutes)"
                    + " where id = :id")
            .param("minutes", minutes)
            .param("id", id(file))
            .update();
  }

  @Test
  void whoHasItMakesRoomAtOnce() throws IOException {
    StoredFile file = found(user);
    assertThat(call("GET", file.id() + "/content").statusCode()).isEqualTo(200);
    assertThat(call("DELETE", file.id().toString()).statusCode()).isEqualTo(204);
    assertThat(call("GET", file.id() + "/content").statusCode()).isEqualTo(404);
    assertThat(rows()).isEqualTo(1); // what made their key
  }

  /** All of it lies in the buffers on the way by then, and is done as we see it. */
  @Test
  void whoBreaksOffAfterTheFirstBytesOfSomeMegabytesFetchesItWholeAfterwards() throws IOException {
    int size = 2_000_000;
    StoredFile file = found(user, "large", new ManyBytes(size));
    double done = transfers(Purpose.DOWNLOAD, FilesMeter.Outcome.DONE);
    try (Socket socket = fetching(file, size)) {
      assertThat(socket.getInputStream().readNBytes(16_384)).hasSize(16_384);
      await().until(() -> transfers(Purpose.DOWNLOAD, FilesMeter.Outcome.DONE) == done + 1);
    }
    HttpRequest again = as(user, FILES + "/" + file.id() + "/content").build();
    try (InputStream body = stream(again)) {
      assertThat(body).hasSameContentAs(new ManyBytes(size));
    }
  }

  @Test
  void whatWasUploadedIsNotGivenOut() {
    assertThat(call("GET", uploaded(user) + "/content").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"delete from stored_file", "update stored_file set expires_at = now()"})
  void whatEndsWhileItIsSentBreaksOffThereAndNothingOfOursIsInTheFile(
      String end, CapturedOutput log) throws IOException {
    double gone = transfers(Purpose.DOWNLOAD, FilesMeter.Outcome.GONE);
    StoredFile file = found(user, "large", new ManyBytes.Zeros(UNREAD));
    var _ = // a problem could be written behind it
        sql.sql("update stored_file set content_type = 'application/json' where id = :id")
            .param("id", id(file))
            .update();
    try (Socket socket = fetching(file)) {
      InputStream answer = socket.getInputStream();
      String begin = new String(answer.readNBytes(100_000), ISO_8859_1);
      assertThat(begin).startsWith("HTTP/1.1 200");
      assertThat(sql.sql(end + " where id = :id").param("id", id(file)).update()).isEqualTo(1);
      byte[] rest = answer.readAllBytes();
      assertThat(rest.length).isLessThan(UNREAD - 100_000);
      assertThat(new String(rest, ISO_8859_1)).matches("0*+");
    }
    await().until(() -> transfers(Purpose.DOWNLOAD, FilesMeter.Outcome.GONE) == gone + 1);
    assertThat(log).doesNotContain("broke off").doesNotContain("FileGone").doesNotContain("nobody");
  }

  private static UUID id(StoredFile file) {
    return UUID.fromString(file.id().toString());
  }

  /** Between the look at what it is and the one at what is in it. */
  @Test
  void whatEndsBeforeItsFirstByteIsAnsweredAsOneThatNeverWas() throws IOException {
    StoredFile file = found(user);
    var _ = sql.sql("delete from file_part where file_id = :id").param("id", id(file)).update();
    HttpResponse<String> answer = call("GET", file.id() + "/content");
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).isEqualTo(call("GET", UUID.randomUUID() + "/content").body());
  }

  @Test
  void whoeverTakesTooLittleIsBrokenOffAndMayAskAgain() throws IOException {
    StoredFile file = found(user, "large", new ManyBytes.Zeros(UNREAD));
    double slow = transfers(Purpose.DOWNLOAD, FilesMeter.Outcome.SLOW);
    try (Socket socket = fetching(file)) {
      InputStream answer = socket.getInputStream();
      AtomicInteger minutes = new AtomicInteger();
      await()
          .until(
              () -> {
                assertThat(answer.readNBytes(200_000)).hasSize(200_000);
                assertThat(minutes.incrementAndGet()).as("of half an hour").isLessThan(29);
                time.pass(Duration.ofMinutes(1));
                return transfers(Purpose.DOWNLOAD, FilesMeter.Outcome.SLOW) > slow;
              });
      assertThat(answer.readAllBytes().length).isLessThan(UNREAD - 2_000_000);
    }
    assertThat(transfers(Purpose.DOWNLOAD, FilesMeter.Outcome.SLOW)).isEqualTo(slow + 1);
    assertThat(call("GET", file.id() + "/content").body()).hasSize(UNREAD);
  }

  @Test
  void aDownloadThatIsBrokenOffMayBeAskedForAgain() throws IOException {
    int size = UNREAD;
    StoredFile file = found(user, "large", new ManyBytes.Zeros(size));
    try (Socket socket = fetching(file)) {
      assertThat(socket.getInputStream().readNBytes(100_000)).hasSize(100_000);
    }
    HttpResponse<String> again = send(as(user, FILES + "/" + file.id() + "/content"));
    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(again.body()).hasSize(size);
  }
}
