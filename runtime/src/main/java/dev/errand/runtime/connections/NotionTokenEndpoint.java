package dev.errand.runtime.connections;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.errand.connections.Account;
import dev.errand.connections.Disconnects.Revocation;
import dev.errand.connections.Grant;
import dev.errand.connections.TokenEndpoint;
import dev.errand.runtime.http.HttpFailure;
import dev.errand.runtime.http.NoAnswer;
import dev.errand.schemas.Secret;
import java.net.URI;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Notion's token endpoint. Its tokens name no end; a refresh kills the refresh token before it
 * (developers.notion.com/reference/refresh-a-token).
 */
final class NotionTokenEndpoint implements TokenEndpoint {

  private final NotionOAuthApi api;
  private final NotionUsersApi users;
  private final ClientCredentials client;

  NotionTokenEndpoint(NotionOAuthApi api, NotionUsersApi users, ClientCredentials client) {
    this.api = api;
    this.users = users;
    this.client = client;
  }

  @Override
  public Answer exchange(Secret code, URI redirect, @Nullable Secret verifier) {
    return OAuthAnswer.of(
        () ->
            granted(
                Map.of(
                    "grant_type", "authorization_code",
                    "code", code.reveal(),
                    "redirect_uri", redirect.toString()),
                NotionTokenEndpoint::account));
  }

  @Override
  public Answer refresh(Secret refreshToken, long before) {
    return OAuthAnswer.of(
        before,
        () ->
            granted(
                Map.of("grant_type", "refresh_token", "refresh_token", refreshToken.reveal()),
                body -> body.has("bot_id") ? account(body) : null));
  }

  /**
   * Asks.
   *
   * @param account demanded of an exchange; a refresh that leaves it out has still spent the old
   *     token, and its new one must not be thrown away
   */
  private Answer granted(
      Map<String, String> request, Function<JsonNode, @Nullable Account> account) {
    JsonNode body = api.token(basic(), request);
    return new Answer.Granted(grant(body, account.apply(body)));
  }

  @Override
  public Answer identify(Secret brought) {
    return NotionBroughtToken.identify(users, brought);
  }

  @Override
  public Revocation revoke(Secret token) {
    try {
      api.revoke(basic(), Map.of("token", token.reveal()));
      return Revocation.REVOKED;
    } catch (HttpFailure | NoAnswer failed) {
      return Revocation.FAILED;
    }
  }

  private static Grant grant(JsonNode body, @Nullable Account account) {
    OAuthAnswer.requireBearer(body);
    return new Grant(
        OAuthAnswer.secret(body, "access_token"),
        OAuthAnswer.secretOrNull(body, "refresh_token"),
        null,
        Set.of(),
        account);
  }

  private static Account account(JsonNode body) {
    Map<String, String> facts = new HashMap<>();
    put(facts, Account.WORKSPACE_NAME, body, "workspace_name");
    put(facts, Account.WORKSPACE_ICON, body, "workspace_icon");
    put(facts, Account.DUPLICATED_TEMPLATE, body, "duplicated_template_id");
    JsonNode owner = body.path("owner").path("user");
    put(facts, Account.OWNER, owner, "id");
    put(facts, Account.NAME, owner, "name");
    return new Account(
        OAuthAnswer.text(body, "bot_id"), OAuthAnswer.text(body, "workspace_id"), facts);
  }

  private static void put(Map<String, String> facts, String fact, JsonNode node, String name) {
    String text = OAuthAnswer.textOrNull(node, name);
    if (text != null) {
      facts.put(fact, text);
    }
  }

  private String basic() {
    String pair = client.id() + ":" + client.secret().reveal();
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
  }
}
