package dev.errand.e2e.sends;

import dev.errand.local.drive.SandboxDriver;
import dev.errand.schemas.UserId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One fault on one route.
 *
 * @param fault a preset of the sandbox, without {@code graph.} in front
 */
record Cell(Route route, String fault) {

  /** The calls by which a mail is sent, and those by which a doubt is looked at. */
  enum Route {
    CREATE("POST", "/graph/v1.0/me/messages", null),
    ATTACH("POST", "/graph/v1.0/me/messages/{id}/attachments", null),
    SEND("POST", "/graph/v1.0/me/messages/{id}/send", null),
    FIND("GET", "/graph/v1.0/me/messages", SEND),
    FIND_DRAFT("GET", "/graph/v1.0/me/messages", CREATE),
    FILES("GET", "/graph/v1.0/me/messages/{id}/attachments", ATTACH),
    OUTBOX("GET", "/graph/v1.0/me/mailFolders/{folder}", SEND);

    private final String method;
    private final String path;

    /** What has to be in doubt before anybody looks; absent for what is always called. */
    @SuppressWarnings("ImmutableEnumChecker") // another of them
    private final @Nullable Route doubt;

    Route(String method, String path, @Nullable Route doubt) {
      this.method = method;
      this.path = path;
      this.doubt = doubt;
    }

    boolean isLook() {
      return doubt != null;
    }
  }

  /** The person's next calls on the route go wrong, so many times. */
  void strike(SandboxDriver sandbox, UserId person, int times) {
    if (route.doubt != null) {
      new Cell(route.doubt, "504_after_accept").strike(sandbox, person, times);
    }
    ObjectNode rule =
        JsonMapper.shared()
            .createObjectNode()
            .put("area", "graph")
            .put("method", route.method)
            .put("route", route.path)
            .put("person", person.value())
            .put("times", times);
    rule.putObject("fault").put("preset", "graph." + fault);
    var _ = sandbox.admin("POST", "/admin/faults", rule);
  }

  @Override
  public String toString() {
    return fault + " on " + route;
  }
}
