package dev.errand.runtime.connections;

import dev.errand.connections.AuthorizationServer;
import dev.errand.connections.TokenEndpoint;
import dev.errand.runtime.http.ProviderHttp;
import dev.errand.schemas.Provider;
import dev.errand.schemas.Secret;
import java.net.URI;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The providers that the operator has set up: where they are, and who we are to them. */
record Providers(
    Map<Provider, AuthorizationServer> servers, Map<Provider, TokenEndpoint> endpoints) {

  /**
   * All that the mail operations need; without {@code offline_access} there is no refresh token,
   * without {@code openid} nobody says whose account it is.
   */
  private static final String MICROSOFT_SCOPES =
      "offline_access openid profile email User.Read Mail.ReadWrite Mail.Send"
          + " MailboxSettings.Read";

  /**
   * Enough to send. By default people may grant this themselves where an administrator has to
   * approve the rest
   * (https://learn.microsoft.com/entra/identity/enterprise-apps/manage-app-consent-policies).
   */
  private static final String MICROSOFT_SENDING =
      "offline_access openid profile email User.Read Mail.Send";

  /** Where nothing leaves the machine, nobody connects anything, and no token is refreshed. */
  static final Providers NONE = new Providers(Map.of(), Map.of());

  static Providers of(ConnectionsProperties properties, ProviderHttp http, Clock clock) {
    Map<Provider, AuthorizationServer> servers = new EnumMap<>(Provider.class);
    Map<Provider, TokenEndpoint> endpoints = new EnumMap<>(Provider.class);
    ConnectionsProperties.Notion notion = properties.notion();
    ClientCredentials toNotion = client(notion.clientId(), notion.clientSecret());
    if (toNotion != null) {
      servers.put(Provider.NOTION, notionServer(properties, toNotion));
      endpoints.put(
          Provider.NOTION,
          new NotionTokenEndpoint(
              http.api(NotionOAuthApi.class, notion.baseUrl()),
              http.api(NotionUsersApi.class, notion.baseUrl()),
              toNotion));
    } else if (notion.broughtTokens()) {
      endpoints.put(
          Provider.NOTION,
          new NotionBroughtToken(http.api(NotionUsersApi.class, notion.baseUrl())));
    }
    ConnectionsProperties.Microsoft microsoft = properties.microsoft();
    ClientCredentials toMicrosoft = client(microsoft.clientId(), microsoft.clientSecret());
    if (toMicrosoft != null) {
      servers.put(Provider.MICROSOFT, microsoftServer(properties, toMicrosoft));
      endpoints.put(
          Provider.MICROSOFT,
          new MicrosoftTokenEndpoint(
              http.api(MicrosoftLoginApi.class, microsoft.loginUrl()),
              microsoft.tenant(),
              toMicrosoft,
              new MicrosoftIdToken(microsoft.loginUrl().toString(), toMicrosoft.id(), clock)));
    }
    return new Providers(Map.copyOf(servers), Map.copyOf(endpoints));
  }

  private static AuthorizationServer notionServer(
      ConnectionsProperties properties, ClientCredentials client) {
    String base = properties.notion().baseUrl().toString();
    return new AuthorizationServer(
        Provider.NOTION,
        base,
        URI.create(base + "/v1/oauth/authorize"),
        URI.create(base + "/v1/oauth/token"),
        client.id(),
        callback(properties, Provider.NOTION),
        false,
        Map.of("owner", "user"));
  }

  private static AuthorizationServer microsoftServer(
      ConnectionsProperties properties, ClientCredentials client) {
    String base = properties.microsoft().loginUrl() + "/" + properties.microsoft().tenant();
    return new AuthorizationServer(
        Provider.MICROSOFT,
        base + "/v2.0",
        URI.create(base + "/oauth2/v2.0/authorize"),
        URI.create(base + "/oauth2/v2.0/token"),
        client.id(),
        callback(properties, Provider.MICROSOFT),
        true,
        Map.of("scope", MICROSOFT_SCOPES, "response_mode", "query", "prompt", "select_account"),
        Map.of("scope", MICROSOFT_SENDING));
  }

  private static URI callback(ConnectionsProperties properties, Provider provider) {
    return URI.create(properties.publicUrl() + "/connections/" + provider.wireName() + "/callback");
  }

  private static @Nullable ClientCredentials client(@Nullable String id, @Nullable String secret) {
    if (id == null || id.isBlank()) {
      return null;
    }
    if (secret == null || secret.isBlank()) {
      throw new IllegalStateException("A client id needs its client secret: " + id);
    }
    return new ClientCredentials(id, Secret.of(secret));
  }
}
