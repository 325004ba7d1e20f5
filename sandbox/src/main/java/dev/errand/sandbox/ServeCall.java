package dev.errand.sandbox;

import dev.errand.sandbox.fault.Ending;
import dev.errand.sandbox.fault.Fault;
import dev.errand.sandbox.fault.Fault.Point;
import dev.errand.sandbox.fault.FaultRule.Target;
import dev.errand.sandbox.http.Area;
import dev.errand.sandbox.http.Exchange;
import dev.errand.sandbox.http.Json;
import dev.errand.sandbox.http.Reply;
import dev.errand.sandbox.http.Request;
import dev.errand.sandbox.http.Route;
import dev.errand.sandbox.http.Router.Match;
import dev.errand.sandbox.ledger.Entry;
import dev.errand.sandbox.people.AccessToken;
import dev.errand.sandbox.world.World;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What happens to one provider call: it is written down, half the latency passes, a fault before
 * the commit may end it, the provider's code runs, a fault after the commit may take the answer,
 * the other half passes, and it is answered.
 */
final class ServeCall {

  private final World world;
  private final Exchange exchange;
  private final Route route;
  private final Request request;
  private final @Nullable String person;
  private final @Nullable String app;
  private final Entry entry;

  private ServeCall(World world, Exchange exchange, Match match) {
    this.world = world;
    this.exchange = exchange;
    this.route = match.route();
    Optional<AccessToken> token = world.tokens().of(match.request());
    this.person = token.map(AccessToken::personId).orElse(null);
    this.app = token.map(AccessToken::clientId).orElse(null);
    int inFlight = world.inFlight().enter(route.area(), person, app);
    this.request = match.request().withInFlight(inFlight);
    this.entry =
        world
            .ledger()
            .arrived(
                world.clock().instant(),
                world.clock().nanos(),
                route.area(),
                new Entry.Arrival(
                    person,
                    app,
                    token.map(AccessToken::opens).orElse(null),
                    authorization(request),
                    request.method(),
                    route.pattern(),
                    request.path(),
                    inFlight),
                request.body());
  }

  static void start(World world, Exchange exchange, Match match) {
    if (match.route().area() == Area.ADMIN) {
      exchange.answer(run(match.route(), match.request()));
    } else {
      new ServeCall(world, exchange, match).begin();
    }
  }

  private void begin() {
    exchange.whenAbandoned(() -> entry.abandoned(world.clock().nanos()));
    exchange.after(
        halfLatency(),
        () ->
            world
                .faults()
                .strike(Point.BEFORE, target())
                .ifPresentOrElse(this::faultBefore, this::commit));
  }

  private void faultBefore(Fault fault) {
    entry.faulted(fault.text());
    exchange.after(
        fault.delay(),
        () -> {
          if (fault.ending() instanceof Ending.Proceed) {
            commit();
          } else {
            end(fault.ending(), Reply.empty(200));
          }
        });
  }

  private void commit() {
    Reply reply = run(route, request);
    entry.committed(world.clock().nanos(), reply.effect(), reply.person());
    Optional<Fault> fault =
        reply.succeeded() ? world.faults().strike(Point.AFTER, target()) : Optional.empty();
    fault.ifPresent(one -> entry.faulted(one.text()));
    Duration wait = halfLatency().plus(fault.map(Fault::delay).orElse(Duration.ZERO));
    Ending ending = fault.map(Fault::ending).orElseGet(Ending.Proceed::new);
    exchange.after(wait, () -> end(ending, reply));
  }

  private void end(Ending ending, Reply real) {
    switch (ending) {
      case Ending.Proceed() -> {
        finish(real.status(), real.length());
        exchange.answer(real);
      }
      case Ending.Replace(var answer) -> {
        Reply other = answer.apply(request, real);
        finish(other.status(), other.length());
        exchange.answer(other);
      }
      case Ending.Reset() -> {
        finish(0, 0);
        exchange.reset();
      }
      case Ending.Ignore() -> {
        finish(0, 0);
        exchange.ignore();
      }
      case Ending.Drip(int bytesEach, Duration interval) -> {
        finish(real.status(), real.length());
        exchange.drip(real, bytesEach, interval);
      }
    }
  }

  private void finish(int status, long bytes) {
    world.inFlight().leave(route.area(), person, app);
    entry.finished(world.clock().nanos(), status, bytes);
  }

  @SuppressWarnings("CatchAndPrintStackTrace") // The sandbox has no logger; a bug must be seen.
  private static Reply run(Route route, Request request) {
    try {
      return route.handler().handle(request);
    } catch (RuntimeException bug) {
      bug.printStackTrace();
      return Reply.json(500, Json.object().put("sandboxBug", String.valueOf(bug)));
    }
  }

  private Duration halfLatency() {
    return world.latencies().of(route.area()).dividedBy(2);
  }

  private Target target() {
    return new Target(route.area(), request.method(), route.pattern(), person);
  }

  private static String authorization(Request request) {
    return request
        .header("authorization")
        .map(
            header ->
                header.regionMatches(true, 0, "Bearer ", 0, 7)
                    ? "bearer"
                    : header.regionMatches(true, 0, "Basic ", 0, 6) ? "basic" : "other")
        .orElse("none");
  }
}
