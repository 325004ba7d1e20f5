package dev.errand.sandbox.oauth.microsoft;

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
import dev.errand.sandbox.oauth.microsoft.MicrosoftGrants.Grant;
import dev.errand.sandbox.oauth.microsoft.MicrosoftGrants.Presented;
import dev.errand.sandbox.people.AccessToken;
import dev.errand.sandbox.people.Client;
import dev.errand.sandbox.people.People;
import dev.errand.sandbox.people.Person;
import dev.errand.sandbox.people.TokenValues.Kind;
import dev.errand.sandbox.world.World;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** {@code POST /oauth2/v2.0/token}: a form in, JSON out. */
final class MicrosoftTokenEndpoint {

  private static final int SHORTEST_SECONDS = 60 * 60;
  private static final int LONGEST_SECONDS = 90 * 60;

  private final World world;
  private final Codes codes;
  private final MicrosoftGrants grants;
  private final Switches switches;
  private final IdTokens idTokens;
  private final Random lifetimes = new Random(1);

  MicrosoftTokenEndpoint(
      World world, Codes codes, MicrosoftGrants grants, Switches switches, IdTokens idTokens) {
    this.world = world;
    this.codes = codes;
    this.grants = grants;
    this.switches = switches;
    this.idTokens = idTokens;
  }

  Reply token(Request request) {
    Parameters asked = new Parameters(request.form());
    AadError wrongClient = wrongClient(request, asked);
    if (wrongClient != null) {
      return refuse(wrongClient, null);
    }
    String clientId = clientId(request, asked);
    return switch (asked.get("grant_type", "")) {
      case "authorization_code" -> exchange(request, asked, clientId);
      case "refresh_token" -> refresh(request, asked, clientId);
      case "" -> refuse(AadError.missing("grant_type"), null);
      default ->
          refuse(
              AadError.of(
                  "unsupported_grant_type", 70003, "The app requested an unsupported grant type."),
              null);
    };
  }

  /** Tokens as after a consent to the demo app, without the browser and without an id token. */
  Reply grant(Request request, Person person) {
    Set<String> scopes = new TreeSet<>(World.MAIL_SCOPES);
    scopes.add("offline_access");
    Grant grant = new Grant(person.id(), Client.DEMO.id(), scopes, world.clock().instant());
    return answer(request, grant, scopes, null);
  }

  private static String clientId(Request request, Parameters asked) {
    return asked.get("client_id", BasicAuth.of(request).map(BasicAuth::id).orElse(""));
  }

  private @Nullable AadError wrongClient(Request request, Parameters asked) {
    String id = clientId(request, asked);
    if (id.isEmpty()) {
      return AadError.missing("client_id");
    }
    Optional<Client> client = world.clients().find(id);
    if (client.isEmpty()) {
      return AadError.of(
          "unauthorized_client",
          700016,
          "Application with identifier '" + id + "' was not found in the directory.");
    }
    String secret =
        asked.get("client_secret", BasicAuth.of(request).map(BasicAuth::secret).orElse(""));
    if (secret.isEmpty()) {
      return AadError.invalidClient(
          7000218,
          "The request body must contain the following parameter: 'client_assertion' or"
              + " 'client_secret'.");
    }
    if (!client.get().secret().equals(secret)) {
      return AadError.invalidClient(
          7000215, "Invalid client secret provided for app '" + id + "'.");
    }
    return switches.secretExpired(id)
        ? AadError.invalidClient(
            7000222, "The provided client secret keys for app '" + id + "' are expired.")
        : null;
  }

  private Reply exchange(Request request, Parameters asked, String clientId) {
    String verifier = asked.get("code_verifier");
    if (verifier != null) {
      world.values().remember(Kind.PKCE_VERIFIER, verifier);
    }
    Instant now = world.clock().instant();
    return switch (codes.redeem(asked.get("code"), now)) {
      case Redeemed.Good(Code code) -> {
        AadError wrong = wrongExchange(asked, clientId, code);
        yield wrong == null
            ? answer(
                request,
                new Grant(code.personId(), clientId, code.scopes(), now),
                code.scopes(),
                code)
            : refuse(wrong, code.personId());
      }
      case Redeemed.UsedBefore used ->
          refuse(
              AadError.invalidGrant(54005, "OAuth2 Authorization code was already redeemed."),
              null);
      case Redeemed.Expired expired ->
          refuse(
              AadError.invalidGrant(70008, "The provided authorization code has expired."), null);
      case Redeemed.Unknown unknown ->
          refuse(
              asked.get("code") == null
                  ? AadError.missing("code")
                  : AadError.invalidGrant(
                      70000, "The provided value for the input parameter 'code' is not valid."),
              null);
    };
  }

  private @Nullable AadError wrongExchange(Parameters asked, String clientId, Code code) {
    if (!code.clientId().equals(clientId)) {
      return AadError.invalidGrant(70000, "The code was issued to another client.");
    }
    if (!code.redirectUri().equals(asked.get("redirect_uri"))) {
      return AadError.invalidGrant(
          500112, "The reply address does not match the one of the authorization request.");
    }
    if (!Pkce.verified(code, asked.get("code_verifier"))) {
      return AadError.invalidGrant(
          501481,
          "The Code_Verifier does not match the code_challenge of the authorization request.");
    }
    return standing(code.personId(), code.scopes());
  }

  private Reply refresh(Request request, Parameters asked, String clientId) {
    return switch (grants.present(asked.get("refresh_token"), clientId, world.clock().instant())) {
      case Presented.Refused(AadError error, String personId) -> refuse(error, personId);
      case Presented.Good(Grant grant) -> {
        Set<String> wanted = Scopes.parse(asked.get("scope", "")).all();
        Set<String> given = wanted.isEmpty() ? grant.scopes() : wanted;
        AadError wrong = standing(grant.personId(), given);
        if (wrong == null && !grant.scopes().containsAll(given)) {
          wrong = AadError.consentRequired(String.join(" ", given));
        }
        yield wrong == null ? answer(request, grant, given, null) : refuse(wrong, grant.personId());
      }
    };
  }

  private @Nullable AadError standing(String personId, Set<String> scopes) {
    Switches.Standing standing = switches.of(personId);
    if (standing.disabled()) {
      return AadError.invalidGrant(50057, "The user account is disabled.");
    }
    if (standing.adminApproval() && new Scopes(scopes).needAdministrator()) {
      return new AadError(
          400, "invalid_grant", 90094, "Admin consent is required.", "consent_required");
    }
    if (standing.consentRequired()) {
      return AadError.consentRequired(String.join(" ", scopes));
    }
    if (standing.mfaRequired()) {
      return new AadError(
          400,
          "interaction_required",
          50076,
          "Due to a configuration change made by your administrator, or because you moved to a new"
              + " location, you must use multi-factor authentication.",
          "basic_action");
    }
    return null;
  }

  private Reply answer(Request request, Grant grant, Set<String> given, @Nullable Code code) {
    Person person = world.people().get(grant.personId());
    Scopes scopes = new Scopes(given);
    Instant now = world.clock().instant();
    int lifetime = lifetime();
    AccessToken access =
        world.graphToken(person, grant.clientId(), scopes.resource(), now.plusSeconds(lifetime));
    ObjectNode body =
        Json.object()
            .put("token_type", "Bearer")
            .put("scope", scopes.answered())
            .put("expires_in", lifetime)
            .put("ext_expires_in", lifetime)
            .put("access_token", access.value());
    if (new Scopes(grant.scopes()).offline()) {
      body.put("refresh_token", grants.issue(grant.used(now)));
    }
    if (scopes.openid()) {
      body.put(
          "id_token",
          idTokens.sign(
              claims(Issuer.of(request), person, grant.clientId()),
              code == null ? null : code.nonce(),
              now));
    }
    return Reply.json(200, body)
        .withHeader("cache-control", "no-store, no-cache")
        .forPerson(person.id())
        .withEffect(Effect.of("grant", person.id()));
  }

  private static ObjectNode claims(Issuer issuer, Person person, String clientId) {
    return Json.object()
        .put("aud", clientId)
        .put("iss", issuer.of(person.tenantId()))
        .put("name", person.name())
        .put("preferred_username", person.email())
        .put("email", person.email())
        .put("oid", person.objectId())
        .put("tid", person.tenantId())
        // A different subject for each app, as at Microsoft.
        .put("sub", People.derived("subject/" + clientId, person.id()))
        .put("ver", "2.0");
  }

  private int lifetime() {
    synchronized (lifetimes) {
      return lifetimes.nextInt(SHORTEST_SECONDS, LONGEST_SECONDS + 1);
    }
  }

  private Reply refuse(AadError error, @Nullable String personId) {
    Reply reply = error.reply(world.clock().instant());
    return personId == null ? reply : reply.forPerson(personId);
  }
}
