package dev.errand.sandbox.oauth.microsoft;

import dev.errand.sandbox.admin.AdminApi;
import dev.errand.sandbox.http.Area;
import dev.errand.sandbox.http.Json;
import dev.errand.sandbox.http.Reply;
import dev.errand.sandbox.http.Request;
import dev.errand.sandbox.http.Router;
import dev.errand.sandbox.oauth.Codes;
import dev.errand.sandbox.oauth.IdTokens;
import dev.errand.sandbox.people.Person;
import dev.errand.sandbox.world.World;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Microsoft's authorize, token and discovery endpoints for every tenant, and their switches. */
public final class MicrosoftOAuth {

  private static final String TENANT = "/login/{tenant}";

  /** Their discovery document has a template where the issuer should be. */
  private static final Set<String> MANY_TENANTS = Set.of("common", "organizations");

  private final World world;
  private final MicrosoftGrants grants;
  private final Switches switches = new Switches();
  private final IdTokens idTokens;
  private final MicrosoftAuthorize authorize;
  private final MicrosoftTokenEndpoint tokens;

  public MicrosoftOAuth(World world) {
    this.world = world;
    this.grants = new MicrosoftGrants(world.values());
    this.idTokens = new IdTokens(world.values());
    Codes codes = new Codes();
    this.authorize = new MicrosoftAuthorize(world, codes, switches);
    this.tokens = new MicrosoftTokenEndpoint(world, codes, grants, switches, idTokens);
  }

  public Switches switches() {
    return switches;
  }

  /** Ends all of a person's refresh tokens. Access tokens live on, as at Microsoft. */
  public void revokeGrants(Person person) {
    grants.revoke(person.id(), world.clock().instant());
  }

  public void routes(Router router) {
    router.add(Area.OAUTH, "GET", TENANT + "/oauth2/v2.0/authorize", authorize::open);
    router.add(Area.OAUTH, "POST", TENANT + "/oauth2/v2.0/authorize", authorize::submitted);
    router.add(Area.OAUTH, "POST", TENANT + "/oauth2/v2.0/token", tokens::token);
    router.add(
        Area.OAUTH, "GET", TENANT + "/v2.0/.well-known/openid-configuration", this::discovery);
    router.add(
        Area.OAUTH,
        "GET",
        TENANT + "/discovery/v2.0/keys",
        request -> Reply.json(200, idTokens.keys()));
    router.fallback(Area.OAUTH, "/login", request -> Reply.empty(404));
    AdminApi.add(router, "PUT", "/admin/microsoft/people/{id}", this::standing);
    AdminApi.add(router, "PUT", "/admin/microsoft/clients/{id}", this::client);
    AdminApi.add(
        router,
        "POST",
        "/admin/microsoft/people/{id}/grants",
        request -> tokens.grant(request, world.people().get(request.variable("id"))));
    AdminApi.add(
        router,
        "POST",
        "/admin/microsoft/people/{id}/revoke",
        request -> {
          revokeGrants(world.people().get(request.variable("id")));
          return Reply.empty(204);
        });
  }

  private Reply discovery(Request request) {
    String tenant = request.variable("tenant");
    Issuer issuer = Issuer.of(request);
    ObjectNode body =
        Json.object()
            .put("issuer", issuer.of(MANY_TENANTS.contains(tenant) ? "{tenantid}" : tenant))
            .put("authorization_endpoint", issuer.endpoint(tenant, "/oauth2/v2.0/authorize"))
            .put("token_endpoint", issuer.endpoint(tenant, "/oauth2/v2.0/token"))
            .put("jwks_uri", issuer.endpoint(tenant, "/discovery/v2.0/keys"));
    body.putArray("response_types_supported").add("code");
    body.putArray("response_modes_supported").add("query");
    body.putArray("subject_types_supported").add("pairwise");
    body.putArray("id_token_signing_alg_values_supported").add("RS256");
    body.putArray("token_endpoint_auth_methods_supported")
        .add("client_secret_post")
        .add("client_secret_basic");
    body.putArray("scopes_supported")
        .add("openid")
        .add("profile")
        .add("email")
        .add("offline_access");
    return Reply.json(200, body);
  }

  private Reply standing(Request request) {
    switches.person(
        world.people().get(request.variable("id")).id(),
        Json.read(request.body(), Switches.Standing.class));
    return Reply.empty(204);
  }

  private record ClientSwitch(boolean secretExpired) {}

  private Reply client(Request request) {
    switches.secretExpired(
        request.variable("id"), Json.read(request.body(), ClientSwitch.class).secretExpired());
    return Reply.empty(204);
  }
}
