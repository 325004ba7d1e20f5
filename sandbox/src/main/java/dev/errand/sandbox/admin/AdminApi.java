package dev.errand.sandbox.admin;

import dev.errand.sandbox.http.Area;
import dev.errand.sandbox.http.Handler;
import dev.errand.sandbox.http.Json;
import dev.errand.sandbox.http.Reply;
import dev.errand.sandbox.http.Router;
import dev.errand.sandbox.world.World;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/** The routes under {@code /admin} that belong to no provider. */
public final class AdminApi {

  private final World world;
  private final Runnable reset;

  public AdminApi(World world, Runnable reset) {
    this.world = world;
    this.reset = reset;
  }

  public void routes(Router router) {
    add(router, "GET", "/admin/health", request -> ok(Json.object().put("status", "up")));
    add(router, "POST", "/admin/reset", request -> done(reset));
    add(
        router,
        "POST",
        "/admin/clock/forward",
        request -> {
          Forward forward = Json.read(request.body(), Forward.class);
          world.clock().forward(Duration.ofMillis(Ask.need(forward.millis(), "millis")));
          return ok(Json.object().put("now", world.clock().instant().toString()));
        });
    new AdminPeople(world).routes(router);
    new AdminTokens(world).routes(router);
    new AdminFaults(world).routes(router);
    new AdminKnobs(world).routes(router);
    new AdminLedger(world).routes(router);
    router.fallback(Area.ADMIN, "/admin", request -> error(404, "No such control"));
  }

  private record Forward(@Nullable Long millis) {}

  /** Adds a control whose bad input answers 400 with a sentence. */
  public static void add(Router router, String method, String pattern, Handler handler) {
    router.add(
        Area.ADMIN,
        method,
        pattern,
        request -> {
          try {
            return handler.handle(request);
          } catch (JacksonException badJson) {
            return error(400, String.valueOf(badJson.getOriginalMessage()));
          } catch (IllegalArgumentException badInput) {
            return error(400, String.valueOf(badInput.getMessage()));
          }
        });
  }

  static Reply ok(ObjectNode body) {
    return Reply.json(200, body);
  }

  private static Reply done(Runnable action) {
    action.run();
    return Reply.empty(204);
  }

  static Reply error(int status, String message) {
    return Reply.json(status, Json.object().put("error", message));
  }
}
