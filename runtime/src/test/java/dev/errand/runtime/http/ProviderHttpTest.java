package dev.errand.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.errand.pipeline.CallPermission;
import dev.errand.runtime.http.RawServer.Script;
import dev.errand.runtime.http.RawServer.Then;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.service.annotation.PostExchange;

/** On real sockets: whatever the answer or the fault, one call is one request. */
class ProviderHttpTest {

  private static final String OK =
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 8\r\n\r\n{\"a\": 1}";

  interface Api {
    @PostExchange("/things")
    Map<String, Integer> post(
        @RequestHeader("Authorization") String bearer, @RequestBody Map<String, String> body);
  }

  private static ProviderHttp http() {
    return new ProviderHttp(Clock.systemUTC(), Duration.ofSeconds(2), Duration.ofSeconds(5));
  }

  private static Api api(URI uri) {
    return http().api(Api.class, uri);
  }

  private static Throwable post(Api api) {
    return catchThrowable(() -> api.post("Bearer canary-token", Map.of("k", "canary-body")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 503 Busy\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 503 Busy\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 429 Slow\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 408 Late\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 401 No\r\nWWW-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 307 Moved\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 308 Moved\r\nLocation: http://127.0.0.1:9/\r\nContent-Length: 0\r\n\r\n"
      })
  void anAnswerThatIsNoSuccessIsToldAndNotRepeated(String answer) throws IOException {
    try (RawServer server = new RawServer(new Script(answer, Then.CLOSE))) {
      assertThat(post(api(server.uri()))).isInstanceOf(HttpFailure.class);
      assertThat(server.requests()).isEqualTo(1);
    }
  }

  @Test
  void aResetAfterTheRequestIsTakenAsMaybeCarriedOut() throws IOException {
    try (RawServer server = new RawServer(new Script("", Then.RESET))) {
      assertThat(post(api(server.uri())))
          .isInstanceOfSatisfying(NoAnswer.class, no -> assertThat(no.maybeSent()).isTrue());
      assertThat(server.requests()).isEqualTo(1);
    }
  }

  @Test
  void aPooledConnectionThatWentStaleDoesNotRepeatTheRequest() throws IOException {
    try (RawServer server = new RawServer(new Script(OK, Then.CLOSE))) {
      Api api = api(server.uri());
      assertThat(post(api)).isNull();
      post(api);
      assertThat(server.requests()).isLessThanOrEqualTo(2);
    }
  }

  @Test
  void anAnswerCutInItsBodyIsTakenAsMaybeCarriedOut() throws IOException {
    String cut = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 80\r\n\r\n{";
    try (RawServer server = new RawServer(new Script(cut, Then.CLOSE))) {
      assertThat(post(api(server.uri())))
          .isInstanceOfSatisfying(NoAnswer.class, no -> assertThat(no.maybeSent()).isTrue());
    }
  }

  /** It tells a length, which is not waited for. */
  @Test
  void anAnswerThatDoesNotEndIsNotReadToTheEndOfTheMemory() throws IOException {
    String endless =
        "HTTP/1.1 200 OK\r\nContent-Length: 2000000000\r\n\r\n" + " ".repeat(33 * 1024 * 1024);
    try (RawServer server = new RawServer(new Script(endless, Then.KEEP_OPEN))) {
      assertThat(post(api(server.uri())))
          .isInstanceOfSatisfying(NoAnswer.class, no -> assertThat(no.maybeSent()).isTrue())
          .hasMessageContaining("32 MB");
    }
    try (RawServer server = new RawServer(new Script(endless, Then.KEEP_OPEN))) {
      RestClient others = RestClient.builder().requestFactory(http().requests()).build();
      assertThatThrownBy(() -> others.get().uri(server.uri()).retrieve().body(String.class))
          .isInstanceOf(ResourceAccessException.class)
          .hasCauseInstanceOf(Answer.TooLong.class);
    }
  }

  @Test
  void anAnswerThatDripsIsGivenUpInTimeWithItsConnection() throws Exception {
    String begin = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    ProviderHttp http =
        new ProviderHttp(Clock.systemUTC(), Duration.ofSeconds(2), Duration.ofMillis(300));
    try (RawServer server = new RawServer(new Script(begin, Then.DRIP))) {
      assertThat(post(http.api(Api.class, server.uri())))
          .isInstanceOfSatisfying(NoAnswer.class, no -> assertThat(no.maybeSent()).isTrue())
          .hasMessageContaining("no answer in time");
      assertThat(server.awaitLeft()).isTrue();
    }
    try (RawServer server = new RawServer(new Script(begin, Then.DRIP))) {
      RestClient others = RestClient.builder().requestFactory(http.requests()).build();
      assertThatThrownBy(() -> others.get().uri(server.uri()).retrieve().body(String.class))
          .isInstanceOf(ResourceAccessException.class)
          .hasCauseInstanceOf(SocketTimeoutException.class);
      assertThat(server.awaitLeft()).isTrue();
    }
  }

  @Test
  void aSuccessThatIsNotJsonIsTakenAsMaybeCarriedOut() throws IOException {
    String html = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 6\r\n\r\n<html>";
    try (RawServer server = new RawServer(new Script(html, Then.CLOSE))) {
      assertThat(post(api(server.uri())))
          .isInstanceOfSatisfying(NoAnswer.class, no -> assertThat(no.maybeSent()).isTrue());
    }
  }

  @Test
  void aRefusedConnectionIsKnownNotToHaveSent() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    assertThat(post(api(URI.create("http://127.0.0.1:" + port))))
        .isInstanceOfSatisfying(NoAnswer.class, no -> assertThat(no.maybeSent()).isFalse());
  }

  @Test
  void aCallWhoseTimeIsOverBeforeItsFirstByteIsNotSent() throws IOException {
    try (RawServer server = new RawServer(new Script(OK, Then.CLOSE))) {
      Api api = api(server.uri());
      Throwable thrown = CallPermission.within(Duration.ZERO, () -> true, () -> post(api));
      assertThat(thrown).isInstanceOf(CallPermission.TooLate.class);
      assertThat(server.requests()).isZero();
      assertThat(CallPermission.within(Duration.ofSeconds(10), () -> true, () -> post(api)))
          .isNull();
    }
  }

  @Test
  void aCallWhoseTokenWasTakenBackBeforeItsFirstByteIsNotSent() throws IOException {
    try (RawServer server = new RawServer(new Script(OK, Then.CLOSE))) {
      Api api = api(server.uri());
      Throwable thrown =
          CallPermission.within(Duration.ofSeconds(10), () -> false, () -> post(api));
      assertThat(thrown).isInstanceOf(CallPermission.TokenGone.class);
      assertThat(server.requests()).isZero();
    }
  }

  @Test
  void whatIsThrownNamesNoTokenNoBodyAndNoAddress() throws IOException {
    String refusal =
        "HTTP/1.1 400 Bad\r\nContent-Type: application/json\r\nContent-Length: 14\r\n\r\n"
            + "{\"m\":\"canary\"}";
    try (RawServer server = new RawServer(new Script(refusal, Then.KEEP_OPEN))) {
      Throwable thrown = post(api(server.uri()));
      assertThat(thrown).hasNoCause().hasMessage("HTTP 400");
      assertThat(((HttpFailure) thrown).body().path("m").asString()).isEqualTo("canary");
    }
  }
}
