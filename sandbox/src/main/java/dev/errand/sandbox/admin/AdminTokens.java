package dev.errand.sandbox.admin;

import dev.errand.sandbox.http.Area;
import dev.errand.sandbox.http.Json;
import dev.errand.sandbox.http.Reply;
import dev.errand.sandbox.http.Request;
import dev.errand.sandbox.http.Router;
import dev.errand.sandbox.people.AccessToken;
import dev.errand.sandbox.people.Client;
import dev.errand.sandbox.people.Person;
import dev.errand.sandbox.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Access tokens without OAuth: mint, expire, revoke; and all secrets, to look for them. */
final class AdminTokens {

  private final World world;

  AdminTokens(World world) {
    this.world = world;
  }

  void routes(Router router) {
    AdminApi.add(router, "POST", "/admin/tokens", this::mint);
    AdminApi.add(
        router,
        "POST",
        "/admin/tokens/expire",
        request -> changed(world.tokens().expire(which(request), world.clock().instant())));
    AdminApi.add(
        router,
        "POST",
        "/admin/tokens/revoke",
        request -> changed(world.tokens().revoke(which(request))));
    AdminApi.add(router, "GET", "/admin/secrets", request -> secrets());
  }

  /**
   * @param area {@code notion} or {@code graph}
   * @param expiresIn seconds; by default never for Notion, one hour for Graph
   */
  private record Mint(
      @Nullable String person,
      @Nullable String area,
      @Nullable String client,
      @Nullable Set<String> scopes,
      @Nullable Long expiresIn) {}

  private Reply mint(Request request) {
    Mint wanted = Json.read(request.body(), Mint.class);
    Person person = world.people().get(Ask.need(wanted.person(), "person"));
    String client = Ask.or(wanted.client(), Client.DEMO.id());
    AccessToken token =
        switch (Area.of(Ask.need(wanted.area(), "area"))) {
          case NOTION -> world.notionToken(person, client, expiry(wanted.expiresIn()));
          case GRAPH ->
              world.graphToken(
                  person,
                  client,
                  Ask.or(wanted.scopes(), World.MAIL_SCOPES),
                  world.clock().instant().plusSeconds(Ask.or(wanted.expiresIn(), 3600L)));
          case OAUTH, ADMIN -> throw new IllegalArgumentException("area is notion or graph");
        };
    return Reply.json(201, Json.object().put("access_token", token.value()));
  }

  private @Nullable Instant expiry(@Nullable Long seconds) {
    return seconds == null ? null : world.clock().instant().plus(Duration.ofSeconds(seconds));
  }

  /** Which tokens; all that are given must match, and something must be given. */
  private record Which(@Nullable String token, @Nullable String person, @Nullable String area) {}

  private static Predicate<AccessToken> which(Request request) {
    Which which = Json.read(request.body(), Which.class);
    if (which.token() == null && which.person() == null && which.area() == null) {
      throw new IllegalArgumentException("token, person or area is missing");
    }
    Area area = which.area() == null ? null : Area.of(which.area());
    return token ->
        (which.token() == null || which.token().equals(token.value()))
            && (which.person() == null || which.person().equals(token.personId()))
            && (area == null || area == token.area());
  }

  /** For tests that look for leaks: every secret there ever was in this world. */
  private Reply secrets() {
    ObjectNode body = Json.object();
    ArrayNode secrets = body.putArray("secrets");
    world
        .values()
        .known()
        .forEach(
            each ->
                secrets
                    .addObject()
                    .put("kind", each.kind().name().toLowerCase(Locale.ROOT))
                    .put("value", each.value()));
    return AdminApi.ok(body);
  }

  private static Reply changed(int count) {
    ObjectNode body = Json.object().put("changed", count);
    return AdminApi.ok(body);
  }
}
