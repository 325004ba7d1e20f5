package dev.errand.sandbox.admin;

import dev.errand.sandbox.fault.Fault;
import dev.errand.sandbox.fault.FaultRule;
import dev.errand.sandbox.fault.Faults;
import dev.errand.sandbox.http.Area;
import dev.errand.sandbox.http.Json;
import dev.errand.sandbox.http.Reply;
import dev.errand.sandbox.http.Request;
import dev.errand.sandbox.http.Router;
import dev.errand.sandbox.world.World;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;

/** Faults: add, list, remove one, clear. */
final class AdminFaults {

  private final World world;

  AdminFaults(World world) {
    this.world = world;
  }

  void routes(Router router) {
    AdminApi.add(router, "POST", "/admin/faults", this::add);
    AdminApi.add(router, "GET", "/admin/faults", request -> list());
    AdminApi.add(
        router,
        "DELETE",
        "/admin/faults",
        request -> {
          world.faults().clear();
          return Reply.empty(204);
        });
    AdminApi.add(
        router,
        "DELETE",
        "/admin/faults/{id}",
        request -> Reply.empty(world.faults().remove(request.variable("id")) ? 204 : 404));
  }

  /** Which calls; {@code fault} is a {@link NewFault}. */
  private record NewRule(
      @Nullable String area,
      @Nullable String method,
      @Nullable String route,
      @Nullable String person,
      @Nullable Long after,
      @Nullable Long times,
      @Nullable Double percent,
      @Nullable Long seed,
      @Nullable NewFault fault) {}

  private Reply add(Request request) {
    NewRule wanted = Json.read(request.body(), NewRule.class);
    Fault fault = Ask.need(wanted.fault(), "fault").fault(world.presets());
    FaultRule rule =
        new FaultRule(
            fault,
            wanted.area() == null ? null : Area.of(wanted.area()),
            wanted.method(),
            wanted.route(),
            wanted.person(),
            Ask.or(wanted.after(), 0L),
            Ask.or(wanted.times(), Long.MAX_VALUE),
            Ask.or(wanted.percent(), 100.0),
            Ask.or(wanted.seed(), 0L));
    return Reply.json(201, Json.object().put("id", world.faults().add(rule)));
  }

  private Reply list() {
    ArrayNode rules = Json.array();
    for (Faults.State state : world.faults().list()) {
      FaultRule rule = state.rule();
      rules
          .addObject()
          .put("id", state.id())
          .put("fault", rule.fault().text())
          .put("area", rule.area() == null ? null : rule.area().word())
          .put("method", rule.method())
          .put("route", rule.route())
          .put("person", rule.person())
          .put("left", state.left());
    }
    ArrayNode presets = Json.array();
    world.presets().all().keySet().stream().sorted().forEach(presets::add);
    var body = Json.object();
    body.set("faults", rules);
    body.set("presets", presets);
    return AdminApi.ok(body);
  }
}
