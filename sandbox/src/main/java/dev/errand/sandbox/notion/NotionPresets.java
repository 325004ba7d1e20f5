package dev.errand.sandbox.notion;

import dev.errand.sandbox.fault.Fault;
import dev.errand.sandbox.fault.Fault.Point;
import dev.errand.sandbox.fault.Presets;
import dev.errand.sandbox.http.Effect;
import dev.errand.sandbox.http.Json;
import dev.errand.sandbox.http.Reply;
import dev.errand.sandbox.http.Request;
import dev.errand.sandbox.notion.model.Ids;
import java.time.Duration;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How Notion fails.
 *
 * <p>Source: developers.notion.com/reference/request-limits and /status-codes, as of 2026-10; the
 * HTML of 502, 504 and the edge block is of the kind that is reported.
 */
final class NotionPresets {

  private static final int BAD_GATEWAY = 502;
  private static final int GATEWAY_TIMEOUT = 504;

  private NotionPresets() {}

  static void addTo(Presets presets) {
    presets.add("notion.rate_limited", limited("public_api_request_rate_limit", 1));
    presets.add("notion.space_rate_limited", limited("public_api_space_request_rate_limit", 5));
    presets.add("notion.endpoint_rate_limited", limited("public_api_endpoint_rate_limit", 1));
    presets.add("notion.blocked", limited("public_api_request_blocked", 1));
    presets.add(
        "notion.overloaded",
        error(Point.BEFORE, 529, "service_overload", "The service is overloaded.")
            .withHeader("retry-after", "1"));
    presets.add(
        "notion.conflict",
        error(
                Point.BEFORE,
                409,
                "conflict_error",
                "The transaction could not be completed, potentially due to a data collision.")
            .fault());
    for (Point point : Point.values()) {
      String when = point == Point.BEFORE ? "" : "_after_commit";
      presets.add(
          "notion.500" + when,
          error(point, 500, "internal_server_error", "Unexpected error occurred.").fault());
      presets.add("notion.502" + when, html(point, BAD_GATEWAY, "502 Bad Gateway"));
      presets.add("notion.504" + when, html(point, GATEWAY_TIMEOUT, "504 Gateway Time-out"));
      presets.add(
          "notion.503" + when,
          error(point, 503, "service_unavailable", "Notion is unavailable.").fault());
    }
    presets.add("notion.503_committed", Fault.replace("", Point.AFTER, NotionPresets::committed));
    presets.add("notion.edge_block", html(Point.BEFORE, 403, "Sorry, you have been blocked"));
  }

  private static Fault limited(String reason, long seconds) {
    return Fault.replace(
        "",
        Point.BEFORE,
        real -> identified(Refusal.rateLimited(reason, Duration.ofSeconds(seconds))));
  }

  /** An error answer to be made anew for each call, since each has its own request id. */
  private record ErrorFault(Point point, Refusal refusal) {

    Fault fault() {
      return Fault.replace("", point, real -> identified(refusal));
    }

    Fault withHeader(String name, String value) {
      return Fault.replace("", point, real -> identified(refusal).withHeader(name, value));
    }
  }

  private static ErrorFault error(Point point, int status, String code, String message) {
    return new ErrorFault(point, Refusal.of(status, code, message));
  }

  private static Reply identified(Refusal refusal) {
    String requestId = Ids.requestId();
    return refusal.reply(requestId).withHeader("x-notion-request-id", requestId);
  }

  private static Fault html(Point point, int status, String title) {
    String page =
        "<html><head><title>" + title + "</title></head><body>" + title + "</body></html>";
    return Fault.replace(
        "", point, real -> Reply.html(status, page).withHeader("cf-ray", "8f0a1b2c3d4e5f60-FRA"));
  }

  /** Saved, but the answer was too late: the body says what there is now. */
  private static Reply committed(Request request, Reply real) {
    ObjectNode additional =
        Json.object().put("from", "server").put("elapsed_ms", "55012").put("deadline_ms", "55000");
    ArrayNode guidance = additional.putArray("retry_guidance");
    guidance.add("Read the object again to see whether the write was saved.");
    guidance.add("Do not repeat the write.");
    Effect effect = real.effect();
    if (effect != null && Set.of("page", "database").contains(effect.kind())) {
      additional.put("committed_resource_id", effect.id());
    } else if (effect != null && effect.kind().equals("children")) {
      JsonNode results = Json.parse(real.body()).path("results");
      JsonNode parent = results.path(0).path("parent");
      additional.put(
          "committed_resource_id", parent.path(parent.path("type").asString("")).asString(""));
      ArrayNode children = additional.putArray("committed_child_ids");
      int sent = request.json().path("children").size();
      for (int i = 0; i < sent; i++) {
        children.add(results.path(i).path("id"));
      }
    }
    return identified(
        Refusal.with(
            503,
            "service_unavailable",
            "The request took too long. It may have been saved.",
            additional));
  }
}
