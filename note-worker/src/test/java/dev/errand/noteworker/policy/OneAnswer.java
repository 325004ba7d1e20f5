package dev.errand.noteworker.policy;

import com.sun.net.httpserver.HttpServer;
import dev.errand.runtime.http.ProviderHttp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.springframework.web.service.annotation.GetExchange;

/** A real server that gives one answer, and what the client makes of it. */
public final class OneAnswer implements AutoCloseable {

  /** The least that can be asked. */
  public interface Anything {
    @GetExchange("/")
    String get();
  }

  private final HttpServer server;
  private final Anything client;
  private volatile int status = 200;
  private volatile Map<String, String> headers = Map.of();
  private volatile String body = "";

  OneAnswer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException thrown) {
      throw new UncheckedIOException(thrown);
    }
    server.createContext(
        "/",
        exchange -> {
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
          exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    client =
        new ProviderHttp(Clock.systemUTC(), Duration.ofSeconds(5), Duration.ofSeconds(5))
            .api(Anything.class, URI.create("http://localhost:" + server.getAddress().getPort()));
  }

  RuntimeException thrownFor(int status, Map<String, String> headers, String body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
    try {
      client.get();
    } catch (RuntimeException thrown) {
      return thrown;
    }
    throw new AssertionError("It was answered with success");
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
