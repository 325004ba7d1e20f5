package dev.errand.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import dev.errand.pipeline.CallPermission;
import dev.errand.pipeline.Trace;
import dev.errand.runtime.http.RawServer.Script;
import dev.errand.runtime.http.RawServer.Then;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On real sockets: one call is one request, with the bytes and nothing about whose they are. */
class PutBytesTest {

  private static final PutBytes PUT =
      new ProviderHttp(Clock.systemUTC(), Duration.ofSeconds(2), Duration.ofSeconds(5)).bytes();

  private static Throwable put(RawServer server) {
    URI address = server.uri().resolve("/canary-address?token=canary");
    return catchThrowable(() -> PUT.put(address, "bytes 0-99/100", new byte[100]));
  }

  @Test
  void theBytesArriveAsTheyAreAndAlone() throws IOException {
    byte[] sent = new byte[4_000_000];
    new Random(4).nextBytes(sent);
    AtomicReference<byte[]> came = new AtomicReference<>(new byte[0]);
    AtomicReference<Headers> headers = new AtomicReference<>(new Headers());
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          came.set(exchange.getRequestBody().readAllBytes());
          headers.set(exchange.getRequestHeaders());
          exchange.sendResponseHeaders(201, -1);
          exchange.close();
        });
    server.start();
    try {
      URI address = URI.create("http://localhost:" + server.getAddress().getPort() + "/up?load=1");
      Done done =
          Trace.carry(
              "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
              () -> PUT.put(address, "bytes 0-3999999/4000000", sent));
      assertThat(done.status()).isEqualTo(201);
      assertThat(done.body().isMissingNode()).isTrue();
    } finally {
      server.stop(0);
    }
    assertThat(came.get()).isEqualTo(sent);
    Headers told = Objects.requireNonNull(headers.get());
    assertThat(told.getFirst("Content-length")).isEqualTo("4000000");
    assertThat(told.getFirst("Content-range")).isEqualTo("bytes 0-3999999/4000000");
    assertThat(told.keySet())
        .doesNotContain("Authorization", "Cookie", "Traceparent", "Transfer-encoding");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 503 Busy\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 408 Late\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 401 No\r\nWWW-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 307 Moved\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n"
      })
  void anAnswerThatIsNoSuccessIsToldAndNotRepeated(String answer) throws IOException {
    try (RawServer server = new RawServer(new Script(answer, Then.CLOSE))) {
      assertThat(put(server))
          .isInstanceOf(HttpFailure.class)
          .hasNoCause()
          .hasMessageNotContaining("canary");
      assertThat(server.requests()).isEqualTo(1);
    }
  }

  @Test
  void aResetIsTakenAsMaybeCarriedOutAndNotRepeated() throws IOException {
    try (RawServer server = new RawServer(new Script("", Then.RESET))) {
      assertThat(put(server))
          .isInstanceOfSatisfying(NoAnswer.class, no -> assertThat(no.maybeSent()).isTrue())
          .hasNoCause()
          .hasMessageNotContaining("canary");
      assertThat(server.requests()).isEqualTo(1);
    }
  }

  @Test
  void nothingIsSentWithoutPermission() throws IOException {
    try (RawServer server = new RawServer(new Script("", Then.RESET))) {
      Throwable thrown =
          CallPermission.within(Duration.ofSeconds(10), () -> false, () -> put(server));
      assertThat(thrown).isInstanceOf(CallPermission.TokenGone.class);
      assertThat(server.requests()).isZero();
    }
  }
}
