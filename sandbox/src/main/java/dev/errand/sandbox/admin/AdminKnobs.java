package dev.errand.sandbox.admin;

import dev.errand.sandbox.http.Area;
import dev.errand.sandbox.http.Json;
import dev.errand.sandbox.http.Reply;
import dev.errand.sandbox.http.Request;
import dev.errand.sandbox.http.Router;
import dev.errand.sandbox.limit.Limit;
import dev.errand.sandbox.world.World;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Latency by area, and the limits by name. */
final class AdminKnobs {

  private final World world;

  AdminKnobs(World world) {
    this.world = world;
  }

  void routes(Router router) {
    AdminApi.add(router, "PUT", "/admin/latency", this::latency);
    AdminApi.add(router, "GET", "/admin/limits", request -> limits());
    AdminApi.add(router, "PUT", "/admin/limits/{name}", this::limit);
  }

  private record Latency(@Nullable String area, @Nullable Long millis) {}

  private Reply latency(Request request) {
    Latency wanted = Json.read(request.body(), Latency.class);
    world
        .latencies()
        .set(
            Area.of(Ask.need(wanted.area(), "area")),
            Duration.ofMillis(Ask.need(wanted.millis(), "millis")));
    return Reply.empty(204);
  }

  private Reply limits() {
    ObjectNode all = Json.object();
    world
        .limits()
        .all()
        .forEach(
            (name, limit) ->
                all.putObject(name)
                    .put("amount", limit.amount())
                    .put("windowMillis", limit.window().toMillis()));
    return AdminApi.ok(all);
  }

  /**
   * @param amount 0 switches the limit off
   * @param retryAfterMillis how long whoever is refused is told to wait; absent: until there is
   *     room
   */
  private record NewLimit(
      @Nullable Long amount, @Nullable Long windowMillis, @Nullable Long retryAfterMillis) {}

  private Reply limit(Request request) {
    NewLimit wanted = Json.read(request.body(), NewLimit.class);
    String name = request.variable("name");
    Limit now = world.limits().all().getOrDefault(name, Limit.OFF);
    world
        .limits()
        .set(
            name,
            new Limit(
                Ask.need(wanted.amount(), "amount"),
                Duration.ofMillis(Ask.or(wanted.windowMillis(), now.window().toMillis())),
                wanted.retryAfterMillis() == null
                    ? null
                    : Duration.ofMillis(wanted.retryAfterMillis())));
    return Reply.empty(204);
  }
}
