package dev.errand.runtime.connections;

import dev.errand.connections.Account;
import dev.errand.runtime.connections.OAuthAnswer.NotValid;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads whose account it is. The token came straight from the token endpoint over TLS, which stands
 * for its signature (OpenID Connect Core 3.1.3.7, item 6); issuer, audience and end are checked.
 */
final class MicrosoftIdToken {

  private static final JsonMapper JSON = JsonMapper.shared();

  private final String loginUrl;
  private final String clientId;
  private final Clock clock;

  MicrosoftIdToken(String loginUrl, String clientId, Clock clock) {
    this.loginUrl = loginUrl;
    this.clientId = clientId;
    this.clock = clock;
  }

  /**
   * The account: {@code tid/oid}, which never changes hands; a mail address does.
   *
   * @throws NotValid if it is not ours or names no account
   */
  Account account(String idToken) {
    JsonNode claims = claims(idToken);
    String tenant = OAuthAnswer.text(claims, "tid");
    require(OAuthAnswer.text(claims, "aud").equals(clientId), "is for another client");
    require(
        OAuthAnswer.text(claims, "iss").equals(loginUrl + "/" + tenant + "/v2.0"),
        "is of another issuer");
    require(
        Instant.ofEpochSecond(claims.path("exp").asLong(0)).isAfter(clock.instant()),
        "has expired");
    return new Account(tenant + "/" + OAuthAnswer.text(claims, "oid"), tenant, facts(claims));
  }

  private static void require(boolean valid, String otherwise) {
    if (!valid) {
      throw new NotValid("the id token " + otherwise);
    }
  }

  private static Map<String, String> facts(JsonNode claims) {
    Map<String, String> facts = new HashMap<>();
    for (String claim : List.of("preferred_username", "email")) {
      String mail = OAuthAnswer.textOrNull(claims, claim);
      if (mail != null) {
        facts.put(Account.MAIL, mail);
      }
    }
    String name = OAuthAnswer.textOrNull(claims, "name");
    if (name != null) {
      facts.put(Account.NAME, name);
    }
    return facts;
  }

  private static JsonNode claims(String idToken) {
    String[] parts = idToken.split("\\.", -1);
    require(parts.length == 3, "is no JWT");
    try {
      return JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
    } catch (IllegalArgumentException | JacksonException notJson) {
      throw new NotValid("the id token is no JWT");
    }
  }
}
