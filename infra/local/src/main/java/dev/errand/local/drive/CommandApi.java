package dev.errand.local.drive;

import dev.errand.local.stack.LocalStack;
import dev.errand.local.stack.LocalTokens;
import dev.errand.schemas.Command;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Asks for commands over HTTP, and what became of them, as their people do. Thread-safe. */
public final class CommandApi implements AutoCloseable {

  private static final Duration TOKEN_LIFE = Duration.ofMinutes(5);

  private final Web web = new Web(HttpClient.newBuilder());
  private final String url;
  private final LocalTokens tokens;

  public CommandApi(LocalStack stack) {
    url = stack.settings().apiUrl() + "/v1/commands";
    tokens = new LocalTokens(stack.settings().data(), Clock.systemUTC());
  }

  /**
   * Asks once.
   *
   * @return the answer's status: 202 if the command is accepted
   */
  public int submit(Command command) {
    ObjectNode body = Web.JSON.createObjectNode();
    body.put("operation", command.operation().value()).set("data", command.data());
    body.put("priority", command.priority().wireName());
    put(body, "deadline", command.deadline());
    put(body, "hold", command.hold());
    put(body, "notBefore", command.notBefore());
    put(body, "undo", command.undo());
    HttpRequest.Builder request = as(command, url).header("Idempotency-Key", command.id().value());
    return web.send(Web.with(request, "POST", body)).statusCode();
  }

  private static void put(ObjectNode body, String name, @Nullable Object time) {
    if (time != null) {
      body.put(name, time.toString());
    }
  }

  /** What is told of it, which is a problem if it is not known. */
  public JsonNode state(Command command) {
    return Web.JSON.readTree(web.send(as(command, url + "/" + command.id())).body());
  }

  private HttpRequest.Builder as(Command command, String address) {
    return HttpRequest.newBuilder(URI.create(address))
        .header("Authorization", "Bearer " + tokens.token(command.user(), TOKEN_LIFE));
  }

  @Override
  public void close() {
    web.close();
  }
}
