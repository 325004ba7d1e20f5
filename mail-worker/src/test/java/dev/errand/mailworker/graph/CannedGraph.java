package dev.errand.mailworker.graph;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.errand.pipeline.AccessToken;
import dev.errand.pipeline.ConnectionFacts;
import dev.errand.runtime.http.ProviderHttp;
import dev.errand.schemas.Provider;
import dev.errand.schemas.Secret;
import dev.errand.schemas.UserId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A server that gives the same answer to whatever it is asked, and remembers the requests. */
public final class CannedGraph implements AutoCloseable {

  private final HttpServer server;
  private final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());
  private volatile Canned answer = new Canned(200, Map.of(), "{}");

  private record Canned(int status, Map<String, String> headers, String body) {}

  /**
   * What came in.
   *
   * @param target path and query as they were on the wire
   */
  public record Asked(String method, String target, Headers headers, String body) {}

  public CannedGraph() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::serve);
    server.start();
  }

  public void answer(int status, Map<String, String> headers, String body) {
    answer = new Canned(status, headers, body);
  }

  public GraphMail mail() {
    ProviderHttp http =
        new ProviderHttp(Clock.systemUTC(), Duration.ofSeconds(5), Duration.ofSeconds(5));
    return new GraphMail(http, base());
  }

  /** Where a file may go to, as if it had been told so. */
  public Secret session() {
    return Secret.of(
        base()
            .resolve("/outlook/Users('u')/AttachmentSessions('s')?authtoken=canary-url")
            .toString());
  }

  public GraphUploads uploads() {
    ProviderHttp http =
        new ProviderHttp(Clock.systemUTC(), Duration.ofSeconds(5), Duration.ofSeconds(5));
    return new GraphUploads(http, base());
  }

  public URI base() {
    return URI.create("http://localhost:" + server.getAddress().getPort() + "/graph/v1.0");
  }

  public Asked last() {
    return asked.getLast();
  }

  public static AccessToken token() {
    return new AccessToken(
        new ConnectionFacts(
            new UserId("ada"), Provider.MICROSOFT, "c1", 1, "ada", null, Set.of(), Map.of()),
        Secret.of("canary-token"));
  }

  private void serve(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    asked.add(
        new Asked(
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            exchange.getRequestHeaders(),
            body));
    Canned now = answer;
    now.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    byte[] bytes = now.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(now.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
