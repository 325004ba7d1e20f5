package dev.errand.runtime.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.errand.pipeline.CallPermission;
import dev.errand.runtime.http.RawServer.Script;
import dev.errand.runtime.http.RawServer.Then;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;

/** On real sockets: one call is one request, and what breaks off is no answer. */
class GetBytesTest {

  private static final GetBytes GET =
      new ProviderHttp(Clock.systemUTC(), Duration.ofSeconds(2), Duration.ofSeconds(1))
          .content(Duration.ofSeconds(1));

  private static <T> T get(RawServer server, GetBytes.Reading<T> reading) {
    HttpHeaders headers = new HttpHeaders();
    headers.setBearerAuth("canary-token");
    return GET.get(server.uri().resolve("/canary-address"), headers, reading);
  }

  private static String answer(int status, String more, String body) {
    return "HTTP/1.1 " + status + " Said\r\n" + more + "\r\n" + body;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 5\r\n\r\nhello",
        "Transfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n"
      })
  void itIsReadAsItComes(String rest) throws IOException {
    try (RawServer server =
        new RawServer(new Script("HTTP/1.1 200 OK\r\n" + rest, Then.KEEP_OPEN))) {
      assertThat(new String(get(server, InputStream::readAllBytes), US_ASCII)).isEqualTo("hello");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 9\r\n\r\nhello",
        "Transfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n",
        "Transfer-Encoding: chunked\r\n\r\n2\r\nhe\r\nnonsense"
      })
  void whatBreaksOffIsNoAnswerAndNotAskedForAgain(String rest) throws IOException {
    for (Then then : new Then[] {Then.CLOSE, Then.RESET}) {
      try (RawServer server = new RawServer(new Script("HTTP/1.1 200 OK\r\n" + rest, then))) {
        assertNoAnswer(catchThrowable(() -> get(server, InputStream::readAllBytes)));
        assertThat(server.requests()).isEqualTo(1);
      }
    }
  }

  private static void assertNoAnswer(Throwable thrown) {
    assertThat(thrown)
        .isInstanceOfSatisfying(NoAnswer.class, no -> assertThat(no.maybeSent()).isTrue())
        .hasNoCause();
    assertThat(thrown.getMessage()).doesNotContain("canary");
  }

  @Test
  void whatDripsIsGivenUpWhenTheTimeIsOver() throws IOException {
    String begin = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    try (RawServer server = new RawServer(new Script(begin, Then.DRIP))) {
      assertNoAnswer(catchThrowable(() -> get(server, InputStream::readAllBytes)));
    }
  }

  private static final GetBytes LONGER =
      new ProviderHttp(Clock.systemUTC(), Duration.ofSeconds(2), Duration.ofMillis(300))
          .content(Duration.ofSeconds(3));

  /** Some 5 ms from one byte to the next: far more time than any other answer has. */
  @Test
  void whatGoesOnComingMayTakeLonger() throws IOException {
    String begin = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    try (RawServer server = new RawServer(new Script(begin, Then.DRIP))) {
      long began = System.nanoTime();
      byte[] read = LONGER.get(server.uri(), new HttpHeaders(), body -> body.readNBytes(120));
      assertThat(read).hasSize(120);
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(300));
    }
  }

  @Test
  void whatStopsComingIsNotWaitedForLonger() throws IOException {
    String begin = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhello";
    try (RawServer server = new RawServer(new Script(begin, Then.KEEP_OPEN))) {
      long began = System.nanoTime();
      assertNoAnswer(
          catchThrowable(
              () -> LONGER.get(server.uri(), new HttpHeaders(), InputStream::readAllBytes)));
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
    }
  }

  @Test
  void whatIsNotReadToItsEndIsNotReadOn() throws IOException {
    String begin = "HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\nhello";
    try (RawServer server = new RawServer(new Script(begin, Then.KEEP_OPEN))) {
      byte[] read = get(server, body -> body.readNBytes(5));
      assertThat(read).hasSize(5);
    }
  }

  @Test
  void whatIsNoSuccessIsToldWithItsBodyAndNotRead() throws IOException {
    String refused = answer(404, "Content-Length: 13\r\n", "{\"error\": {}}");
    try (RawServer server = new RawServer(new Script(refused, Then.CLOSE))) {
      assertThat(catchThrowable(() -> get(server, InputStream::readAllBytes)))
          .isInstanceOfSatisfying(
              HttpFailure.class,
              failure -> {
                assertThat(failure.status()).isEqualTo(404);
                assertThat(failure.body().has("error")).isTrue();
              });
    }
  }

  @Test
  void anotherSuccessIsNoneThatIsDocumented() throws IOException {
    String accepted = answer(206, "Content-Length: 2\r\n", "he");
    try (RawServer server = new RawServer(new Script(accepted, Then.CLOSE))) {
      assertNoAnswer(catchThrowable(() -> get(server, InputStream::readAllBytes)));
    }
  }

  @Test
  void aCallWhoseTimeIsOverIsNotSent() throws IOException {
    String ok = answer(200, "Content-Length: 2\r\n", "he");
    try (RawServer server = new RawServer(new Script(ok, Then.CLOSE))) {
      assertThat(
              catchThrowable(
                  () ->
                      CallPermission.before(
                          System.nanoTime() - 1,
                          () -> true,
                          () -> get(server, InputStream::readAllBytes))))
          .isInstanceOf(CallPermission.TooLate.class);
      assertThat(server.requests()).isZero();
    }
  }
}
