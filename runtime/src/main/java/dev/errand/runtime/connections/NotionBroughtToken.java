package dev.errand.runtime.connections;

import dev.errand.connections.Account;
import dev.errand.connections.Disconnects.Revocation;
import dev.errand.connections.Grant;
import dev.errand.connections.TokenEndpoint;
import dev.errand.runtime.http.HttpFailure;
import dev.errand.schemas.Secret;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.JsonNode;

/**
 * Notion where the operator has no client: people bring the token of an internal integration of
 * their own workspace. Such a token has no end; it ends in Notion's settings only.
 */
final class NotionBroughtToken implements TokenEndpoint {

  private final NotionUsersApi users;

  NotionBroughtToken(NotionUsersApi users) {
    this.users = users;
  }

  @Override
  public Answer exchange(Secret code, URI redirect, @Nullable Secret verifier) {
    return new Answer.InvalidClient();
  }

  @Override
  public Answer refresh(Secret refreshToken, long before) {
    return new Answer.InvalidClient();
  }

  @Override
  public Answer identify(Secret brought) {
    return identify(users, brought);
  }

  @Override
  public Revocation revoke(Secret token) {
    return Revocation.NOT_POSSIBLE;
  }

  static Answer identify(NotionUsersApi users, Secret brought) {
    return OAuthAnswer.of(() -> self(users, brought));
  }

  private static Answer self(NotionUsersApi users, Secret brought) {
    try {
      Account account = account(users.me(brought.bearer()));
      return new Answer.Granted(new Grant(brought, null, null, Set.of(), account));
    } catch (HttpFailure refused) {
      if (refused.status() == HttpStatus.UNAUTHORIZED.value()) {
        return new Answer.InvalidGrant();
      }
      throw refused;
    }
  }

  private static Account account(JsonNode self) {
    JsonNode bot = self.path("bot");
    Map<String, String> facts = new HashMap<>();
    put(facts, Account.WORKSPACE_NAME, bot, "workspace_name");
    put(facts, Account.NAME, self, "name");
    return new Account(
        OAuthAnswer.text(self, "id"), OAuthAnswer.textOrNull(bot, "workspace_id"), facts);
  }

  private static void put(Map<String, String> facts, String fact, JsonNode node, String name) {
    String text = OAuthAnswer.textOrNull(node, name);
    if (text != null) {
      facts.put(fact, text);
    }
  }
}
