package dev.errand.sandbox.oauth.signin;

import dev.errand.sandbox.http.Effect;
import dev.errand.sandbox.http.Json;
import dev.errand.sandbox.http.Reply;
import dev.errand.sandbox.http.Request;
import dev.errand.sandbox.oauth.BasicAuth;
import dev.errand.sandbox.oauth.Code;
import dev.errand.sandbox.oauth.Codes;
import dev.errand.sandbox.oauth.Codes.Redeemed;
import dev.errand.sandbox.oauth.IdTokens;
import dev.errand.sandbox.oauth.Parameters;
import dev.errand.sandbox.oauth.Pkce;
import dev.errand.sandbox.people.Client;
import dev.errand.sandbox.people.Person;
import dev.errand.sandbox.people.TokenValues.Kind;
import dev.errand.sandbox.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** {@code POST /token}: a form in, JSON out; a code for an id token, and nothing else. */
final class SignInTokenEndpoint {

  private static final Duration LIFETIME = Duration.ofMinutes(5);

  private final World world;
  private final Codes codes;
  private final IdTokens idTokens;

  SignInTokenEndpoint(World world, Codes codes, IdTokens idTokens) {
    this.world = world;
    this.codes = codes;
    this.idTokens = idTokens;
  }

  Reply token(Request request) {
    Parameters asked = new Parameters(request.form());
    Optional<BasicAuth> basic = BasicAuth.of(request);
    String posted = asked.get("client_secret");
    if (basic.isPresent() && posted != null) {
      return error(400, "invalid_request", "One way of client authentication, not two");
    }
    String id = basic.map(BasicAuth::id).orElseGet(() -> asked.get("client_id", ""));
    String secret = basic.map(BasicAuth::secret).orElse(posted);
    Optional<Client> client =
        world.clients().find(id).filter(known -> known.secret().equals(secret));
    if (client.isEmpty()) {
      return error(401, "invalid_client", null).withHeader("www-authenticate", "Basic");
    }
    return switch (asked.get("grant_type", "")) {
      case "authorization_code" -> exchange(request, asked, client.get());
      case "" -> error(400, "invalid_request", "grant_type is missing");
      default -> error(400, "unsupported_grant_type", null);
    };
  }

  private Reply exchange(Request request, Parameters asked, Client client) {
    String verifier = asked.get("code_verifier");
    if (verifier != null) {
      world.values().remember(Kind.PKCE_VERIFIER, verifier);
    }
    Instant now = world.clock().instant();
    return switch (codes.redeem(asked.get("code"), now)) {
      case Redeemed.Good(Code code) -> {
        String wrong = wrong(asked, client, code);
        yield wrong == null
            ? answer(SignIn.issuer(request), code, now)
            : error(400, "invalid_grant", wrong).forPerson(code.personId());
      }
      case Redeemed.UsedBefore used -> error(400, "invalid_grant", "The code was used before");
      case Redeemed.Expired expired -> error(400, "invalid_grant", "The code has expired");
      case Redeemed.Unknown unknown -> error(400, "invalid_grant", "There is no such code");
    };
  }

  private static @Nullable String wrong(Parameters asked, Client client, Code code) {
    if (!code.clientId().equals(client.id())) {
      return "The code was issued to another client";
    }
    if (!code.redirectUri().equals(asked.get("redirect_uri"))) {
      return "The redirect_uri is not that of the authorization request";
    }
    return Pkce.verified(code, asked.get("code_verifier"))
        ? null
        : "The code_verifier does not match the code_challenge";
  }

  private Reply answer(String issuer, Code code, Instant now) {
    Person person = world.people().get(code.personId());
    ObjectNode claims =
        Json.object().put("iss", issuer).put("aud", code.clientId()).put("sub", person.id());
    if (code.scopes().contains("profile")) {
      claims.put("name", person.name());
    }
    if (code.scopes().contains("email")) {
      claims.put("email", person.email()).put("email_verified", true);
    }
    ObjectNode body =
        Json.object()
            .put("access_token", world.values().signInAccess())
            .put("token_type", "Bearer")
            .put("expires_in", LIFETIME.toSeconds())
            .put("id_token", idTokens.sign(claims, code.nonce(), now));
    return Reply.json(200, body)
        .withHeader("cache-control", "no-store")
        .forPerson(person.id())
        .withEffect(Effect.of("sign-in", person.id()));
  }

  private static Reply error(int status, String error, @Nullable String description) {
    ObjectNode body = Json.object().put("error", error);
    if (description != null) {
      body.put("error_description", description);
    }
    return Reply.json(status, body).withHeader("cache-control", "no-store");
  }
}
