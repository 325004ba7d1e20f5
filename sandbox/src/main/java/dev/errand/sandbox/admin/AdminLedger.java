package dev.errand.sandbox.admin;

import dev.errand.sandbox.http.Area;
import dev.errand.sandbox.http.Json;
import dev.errand.sandbox.http.Reply;
import dev.errand.sandbox.http.Request;
import dev.errand.sandbox.http.Router;
import dev.errand.sandbox.ledger.Call;
import dev.errand.sandbox.world.World;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code GET /admin/ledger?since=&limit=&area=&person=&method=&route=&effect=&fault=}: {@code
 * effect} is a kind, {@code fault=any} means all calls with one.
 */
final class AdminLedger {

  private final World world;

  AdminLedger(World world) {
    this.world = world;
  }

  void routes(Router router) {
    AdminApi.add(router, "GET", "/admin/ledger", this::read);
    AdminApi.add(
        router,
        "DELETE",
        "/admin/ledger",
        request -> {
          world.ledger().reset();
          return Reply.empty(204);
        });
  }

  private Reply read(Request request) {
    long since = request.query("since").map(Long::parseLong).orElse(0L);
    int limit = request.query("limit").map(Integer::parseInt).orElse(1000);
    ArrayNode calls = Json.array();
    world.ledger().since(since, wanted(request), limit).forEach(call -> calls.add(json(call)));
    ObjectNode body = Json.object();
    body.set("calls", calls);
    return AdminApi.ok(body.put("last", world.ledger().last()));
  }

  private static Predicate<Call> wanted(Request request) {
    Optional<Area> area = request.query("area").map(Area::of);
    Optional<String> person = request.query("person");
    Optional<String> method = request.query("method");
    Optional<String> route = request.query("route");
    Optional<String> effect = request.query("effect");
    boolean faulted = request.query("fault").isPresent();
    return call ->
        area.map(one -> one == call.area()).orElse(true)
            && person.map(one -> one.equals(call.person())).orElse(true)
            && method.map(one -> one.equals(call.method())).orElse(true)
            && route.map(one -> one.equals(call.route())).orElse(true)
            && effect
                .map(one -> call.effect() != null && one.equals(call.effect().kind()))
                .orElse(true)
            && (!faulted || call.fault() != null);
  }

  private static ObjectNode json(Call call) {
    ObjectNode json =
        Json.object()
            .put("sequence", call.sequence())
            .put("arrivedAt", call.arrivedAt().toString())
            .put("arrivedNanos", call.arrivedNanos())
            .put("committedNanos", call.committedNanos())
            .put("finishedNanos", call.finishedNanos())
            .put("abandonedNanos", call.abandonedNanos())
            .put("person", call.person())
            .put("app", call.app())
            .put("workspace", call.workspace())
            .put("area", call.area().word())
            .put("authorization", call.authorization())
            .put("method", call.method())
            .put("route", call.route())
            .put("path", call.path())
            .put("bodySha256", call.bodySha256())
            .put("bodyBytes", call.bodyBytes())
            .put("responseBytes", call.responseBytes())
            .put("inFlight", call.inFlight())
            .put("status", call.status())
            .put("fault", call.fault());
    if (call.effect() != null) {
      json.put("effectKind", call.effect().kind())
          .put("effectId", call.effect().id())
          .put("errandCommand", call.effect().errandCommand());
      if (!call.effect().recipients().isEmpty()) {
        ArrayNode recipients = json.putArray("recipients");
        call.effect().recipients().forEach(recipients::add);
      }
    }
    return json;
  }
}
