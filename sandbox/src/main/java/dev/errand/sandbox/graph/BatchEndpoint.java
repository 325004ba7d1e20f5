package dev.errand.sandbox.graph;

import dev.errand.sandbox.fault.Ending;
import dev.errand.sandbox.fault.Fault;
import dev.errand.sandbox.fault.Fault.Point;
import dev.errand.sandbox.fault.FaultRule.Target;
import dev.errand.sandbox.graph.mailbox.MailErrors;
import dev.errand.sandbox.http.Json;
import dev.errand.sandbox.http.Reply;
import dev.errand.sandbox.http.Request;
import dev.errand.sandbox.http.Router;
import dev.errand.sandbox.ledger.Entry;
import dev.errand.sandbox.people.AccessToken;
import dev.errand.sandbox.world.World;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Up to twenty calls in one. Each counts, is limited, is struck by faults and is in the ledger as
 * if it had come alone; the call around them is in the ledger, too. Four run at once whatever the
 * batch says, so a batch beside other calls of the same mailbox meets the limit of four. Answers to
 * a parallel batch come in another order.
 */
final class BatchEndpoint {

  private static final int AT_ONCE = 4;

  private static final int LARGEST = 4 * 1024 * 1024;

  private final World world;
  private final Router router;
  private final Callers callers;

  BatchEndpoint(World world, Router router, Callers callers) {
    this.world = world;
    this.router = router;
    this.callers = callers;
  }

  Reply answer(Request outer) {
    callers.require(outer);
    if (outer.body().length > LARGEST) {
      throw MailErrors.tooLarge();
    }
    Batch batch = Batch.read(outer.body());
    Map<String, Integer> statuses = new HashMap<>();
    List<ObjectNode> responses = new ArrayList<>();
    for (int i = 0; i < batch.items().size(); i++) {
      Batch.Item item = batch.items().get(i);
      int beside = batch.parallel() ? i % AT_ONCE : 0;
      Reply reply =
          item.after() != null && statuses.getOrDefault(item.after(), 500) >= 400
              ? failedDependency()
              : call(outer, item, outer.inFlight() + beside);
      statuses.put(item.id(), reply.status());
      responses.add(shown(item, reply));
    }
    if (batch.parallel()) {
      Collections.reverse(responses);
    }
    ObjectNode body = Json.object();
    body.putArray("responses").addAll(responses);
    return Reply.json(200, body);
  }

  private Reply call(Request outer, Batch.Item item, int inFlight) {
    String path = GraphApi.PREFIX + (item.url().startsWith("/") ? "" : "/") + item.url();
    var match = router.match(outer.inner(item.method(), path, item.headers(), item.body()));
    Request request = match.request().withInFlight(inFlight);
    Optional<AccessToken> token = world.tokens().of(outer);
    String person = token.map(AccessToken::personId).orElse(null);
    Entry entry =
        world
            .ledger()
            .arrived(
                world.clock().instant(),
                world.clock().nanos(),
                match.route().area(),
                new Entry.Arrival(
                    person,
                    token.map(AccessToken::clientId).orElse(null),
                    token.map(AccessToken::opens).orElse(null),
                    "bearer",
                    request.method(),
                    match.route().pattern(),
                    request.path(),
                    inFlight),
                request.body());
    Target target =
        new Target(match.route().area(), request.method(), match.route().pattern(), person);
    Reply reply =
        world
            .faults()
            .strike(Point.BEFORE, target)
            .filter(fault -> !(fault.ending() instanceof Ending.Proceed))
            .map(fault -> struck(fault, entry, request, Reply.empty(200)))
            .orElseGet(
                () -> carriedOut(match.route().handler().handle(request), entry, request, target));
    entry.finished(world.clock().nanos(), reply.status(), reply.length());
    return reply;
  }

  private Reply carriedOut(Reply reply, Entry entry, Request request, Target target) {
    entry.committed(world.clock().nanos(), reply.effect(), reply.person());
    return (reply.succeeded()
            ? world.faults().strike(Point.AFTER, target)
            : Optional.<Fault>empty())
        .map(fault -> struck(fault, entry, request, reply))
        .orElse(reply);
  }

  /** An item has no connection of its own: what would cut one is a 504 without a word. */
  private static Reply struck(Fault fault, Entry entry, Request request, Reply real) {
    entry.faulted(fault.text());
    return switch (fault.ending()) {
      case Ending.Proceed() -> real;
      case Ending.Replace(var answer) -> answer.apply(request, real);
      case Ending.Reset _, Ending.Ignore _ -> Reply.empty(504);
      case Ending.Drip _ -> real;
    };
  }

  private static Reply failedDependency() {
    ObjectNode body = Json.object();
    body.putObject("error")
        .put("code", "FailedDependency")
        .put("message", "The request depends on one that failed.");
    return Reply.json(424, body);
  }

  private static ObjectNode shown(Batch.Item item, Reply reply) {
    ObjectNode shown = Json.object().put("id", item.id()).put("status", reply.status());
    ObjectNode headers = shown.putObject("headers");
    reply.headers().forEach(headers::put);
    byte[] body = reply.body();
    if (body.length > 0) {
      String type = reply.headers().getOrDefault("content-type", "");
      if (type.startsWith("application/json")) {
        shown.set("body", Json.parse(body));
      } else {
        shown.put("body", Base64.getEncoder().encodeToString(body));
      }
    }
    return shown;
  }
}
