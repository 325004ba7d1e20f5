package dev.errand.sandbox.oauth.signin;

import dev.errand.sandbox.http.Area;
import dev.errand.sandbox.http.Json;
import dev.errand.sandbox.http.Reply;
import dev.errand.sandbox.http.Request;
import dev.errand.sandbox.http.Router;
import dev.errand.sandbox.oauth.Codes;
import dev.errand.sandbox.oauth.IdTokens;
import dev.errand.sandbox.world.World;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The issuer {@code <sandbox>/signin}: discovery, authorize, token and keys. */
public final class SignIn {

  private static final String PREFIX = "/signin";

  private static final Map<String, List<String>> SUPPORTED =
      Map.of(
          "response_types_supported", List.of("code"),
          "response_modes_supported", List.of("query"),
          "grant_types_supported", List.of("authorization_code"),
          "subject_types_supported", List.of("public"),
          "id_token_signing_alg_values_supported", List.of("RS256"),
          "code_challenge_methods_supported", List.of("S256"),
          "scopes_supported", List.of("openid", "profile", "email"),
          "claims_supported", List.of("sub", "name", "email"),
          "token_endpoint_auth_methods_supported",
              List.of("client_secret_basic", "client_secret_post"));

  private final IdTokens idTokens;
  private final SignInAuthorize authorize;
  private final SignInTokenEndpoint tokens;

  public SignIn(World world) {
    Codes codes = new Codes();
    this.idTokens = new IdTokens(world.values());
    this.authorize = new SignInAuthorize(world, codes);
    this.tokens = new SignInTokenEndpoint(world, codes, idTokens);
  }

  public void routes(Router router) {
    router.add(Area.OAUTH, "GET", PREFIX + "/.well-known/openid-configuration", SignIn::discovery);
    router.add(Area.OAUTH, "GET", PREFIX + "/authorize", authorize::open);
    router.add(Area.OAUTH, "POST", PREFIX + "/authorize", authorize::submitted);
    router.add(Area.OAUTH, "POST", PREFIX + "/token", tokens::token);
    router.add(Area.OAUTH, "GET", PREFIX + "/keys", request -> Reply.json(200, idTokens.keys()));
    router.fallback(Area.OAUTH, PREFIX, request -> Reply.empty(404));
  }

  /** Who this is, as the caller knows it. */
  static String issuer(Request request) {
    return "http://" + request.header("host").orElse("localhost") + PREFIX;
  }

  private static Reply discovery(Request request) {
    String issuer = issuer(request);
    ObjectNode body =
        Json.object()
            .put("issuer", issuer)
            .put("authorization_endpoint", issuer + "/authorize")
            .put("token_endpoint", issuer + "/token")
            .put("jwks_uri", issuer + "/keys")
            .put("authorization_response_iss_parameter_supported", true);
    SUPPORTED.forEach(
        (name, values) -> {
          ArrayNode list = body.putArray(name);
          values.forEach(list::add);
        });
    return Reply.json(200, body);
  }
}
