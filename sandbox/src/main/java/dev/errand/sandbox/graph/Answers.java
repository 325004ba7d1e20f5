package dev.errand.sandbox.graph;

import dev.errand.sandbox.graph.odata.ODataError;
import dev.errand.sandbox.http.Json;
import dev.errand.sandbox.http.Reply;
import dev.errand.sandbox.http.Request;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import tools.jackson.databind.node.ObjectNode;

/** What every answer has: its ids, its date, and for errors Graph's envelope. */
record Answers(InstantSource clock) {

  private static final String DIAGNOSTIC =
      "{\"ServerInfo\":{\"DataCenter\":\"Sandbox\",\"Slice\":\"E\",\"Ring\":\"5\",\"ScaleUnit\":\"000\","
          + "\"RoleInstance\":\"SANDBOX\"}}";

  private static final String CHALLENGE =
      "Bearer realm=\"\","
          + " authorization_uri=\"https://login.microsoftonline.com/common/oauth2/authorize\","
          + " client_id=\"00000003-0000-0000-c000-000000000000\"";

  /** The ids of one exchange; without the client's own id, ours stands for it. */
  record Ids(String request, String client) {

    static Ids of(Request request) {
      String id = mint();
      return new Ids(id, request.header("client-request-id").orElse(id));
    }

    static Ids own() {
      String id = mint();
      return new Ids(id, id);
    }

    private static String mint() {
      ThreadLocalRandom random = ThreadLocalRandom.current();
      return new UUID(random.nextLong(), random.nextLong()).toString();
    }
  }

  Reply error(ODataError error, Ids ids) {
    ObjectNode body = Json.object();
    body.putObject("error")
        .put("code", error.code())
        .put("message", error.getMessage())
        .putObject("innerError")
        .put(
            "date",
            DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(secondsNow().atOffset(ZoneOffset.UTC)))
        .put("request-id", ids.request())
        .put("client-request-id", ids.client());
    Reply plain = Reply.json(error.status(), body);
    Reply reply = error.location().map(at -> plain.withHeader("location", at)).orElse(plain);
    return error.status() == 401 ? reply.withHeader("www-authenticate", CHALLENGE) : reply;
  }

  Reply stamped(Reply reply, Ids ids) {
    return reply
        .withHeader("request-id", ids.request())
        .withHeader("client-request-id", ids.client())
        .withHeader("x-ms-ags-diagnostic", DIAGNOSTIC)
        .withHeader(
            "date",
            DateTimeFormatter.RFC_1123_DATE_TIME.format(secondsNow().atOffset(ZoneOffset.UTC)));
  }

  private Instant secondsNow() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }
}
