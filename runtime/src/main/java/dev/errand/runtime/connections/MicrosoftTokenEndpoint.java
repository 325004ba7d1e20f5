package dev.errand.runtime.connections;

import dev.errand.connections.Account;
import dev.errand.connections.Disconnects.Revocation;
import dev.errand.connections.Grant;
import dev.errand.connections.TokenEndpoint;
import dev.errand.runtime.connections.OAuthAnswer.NotValid;
import dev.errand.schemas.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import tools.jackson.databind.JsonNode;

/**
 * Microsoft's token endpoint (v2.0). Its tokens name their end; refresh tokens before the last one
 * stay valid; there is no way to revoke one (learn.microsoft.com/entra/identity-platform/
 * refresh-tokens).
 */
final class MicrosoftTokenEndpoint implements TokenEndpoint {

  private final MicrosoftLoginApi api;
  private final String tenant;
  private final ClientCredentials client;
  private final MicrosoftIdToken idToken;

  MicrosoftTokenEndpoint(
      MicrosoftLoginApi api, String tenant, ClientCredentials client, MicrosoftIdToken idToken) {
    this.api = api;
    this.tenant = tenant;
    this.client = client;
    this.idToken = idToken;
  }

  @Override
  public Answer exchange(Secret code, URI redirect, @Nullable Secret verifier) {
    MultiValueMap<String, String> form = form("authorization_code");
    form.add("code", code.reveal());
    form.add("redirect_uri", redirect.toString());
    if (verifier != null) {
      form.add("code_verifier", verifier.reveal());
    }
    return OAuthAnswer.of(
        () -> {
          JsonNode body = api.token(tenant, form);
          // Asked for with offline_access and openid: without either there is no connection.
          OAuthAnswer.text(body, "refresh_token");
          return new Answer.Granted(
              grant(body, idToken.account(OAuthAnswer.text(body, "id_token"))));
        });
  }

  @Override
  public Answer refresh(Secret refreshToken, long before) {
    MultiValueMap<String, String> form = form("refresh_token");
    form.add("refresh_token", refreshToken.reveal());
    return OAuthAnswer.of(
        before,
        () -> {
          JsonNode body = api.token(tenant, form);
          String token = OAuthAnswer.textOrNull(body, "id_token");
          return new Answer.Granted(grant(body, token == null ? null : idToken.account(token)));
        });
  }

  @Override
  public Answer identify(Secret brought) {
    return new Answer.Unusable("Microsoft has no tokens that a person makes");
  }

  @Override
  public Revocation revoke(Secret token) {
    return Revocation.NOT_POSSIBLE;
  }

  private MultiValueMap<String, String> form(String grantType) {
    MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
    form.add("client_id", client.id());
    form.add("client_secret", client.secret().reveal());
    form.add("grant_type", grantType);
    return form;
  }

  private static Grant grant(JsonNode body, @Nullable Account account) {
    OAuthAnswer.requireBearer(body);
    return new Grant(
        OAuthAnswer.secret(body, "access_token"),
        OAuthAnswer.secretOrNull(body, "refresh_token"),
        expiresIn(body),
        scopes(body),
        account);
  }

  private static Duration expiresIn(JsonNode body) {
    long seconds = body.path("expires_in").asLong(0);
    if (seconds <= 0) {
      throw new NotValid("the token endpoint's answer has no expires_in");
    }
    return Duration.ofSeconds(seconds);
  }

  private static Set<String> scopes(JsonNode body) {
    String scopes = OAuthAnswer.textOrNull(body, "scope");
    return scopes == null ? Set.of() : Set.of(scopes.trim().split("\\s+"));
  }
}
