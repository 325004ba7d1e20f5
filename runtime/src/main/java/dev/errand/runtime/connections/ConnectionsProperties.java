package dev.errand.runtime.connections;

import dev.errand.runtime.vault.VaultSettings;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the operator sets, under {@code errand}.
 *
 * @param publicUrl where browsers find our pages; callbacks are below it
 * @param refreshesPerSecond how often all processes together ask a provider's token endpoint to
 *     refresh, in any second
 */
@ConfigurationProperties("errand")
public record ConnectionsProperties(
    @DefaultValue("http://localhost:8080") URI publicUrl,
    @DefaultValue Notion notion,
    @DefaultValue Microsoft microsoft,
    @DefaultValue("50") int refreshesPerSecond,
    @DefaultValue Keys keys) {

  /**
   * The provider is set up when it has a client id.
   *
   * @param broughtTokens that a person may bring the token of an internal integration of their own
   *     workspace instead; no client id is needed for that
   */
  public record Notion(
      @DefaultValue("https://api.notion.com") URI baseUrl,
      @Nullable String clientId,
      @Nullable String clientSecret,
      @DefaultValue("false") boolean broughtTokens) {

    @Override
    public String toString() {
      return "Notion[" + baseUrl + "]";
    }
  }

  /** The provider is set up when it has a client id. */
  public record Microsoft(
      @DefaultValue("https://login.microsoftonline.com") URI loginUrl,
      @DefaultValue("common") String tenant,
      @Nullable String clientId,
      @Nullable String clientSecret) {

    @Override
    public String toString() {
      return "Microsoft[" + loginUrl + ", " + tenant + "]";
    }
  }

  /**
   * What wraps data keys.
   *
   * @param vault the key service
   * @param localFile the keyset that wraps data keys, where there is no key service
   * @param allowLocal that a file may wrap them: for a laptop and for tests
   */
  public record Keys(
      @Nullable Vault vault, @Nullable Path localFile, @DefaultValue("false") boolean allowLocal) {}

  /** See {@link VaultSettings}. */
  public record Vault(
      URI address,
      @Nullable String namespace,
      @DefaultValue("transit") String mount,
      @DefaultValue("errand-data-keys") String key,
      String roleId,
      Path secretIdFile) {

    VaultSettings settings() {
      return new VaultSettings(address, namespace, mount, key, roleId, secretIdFile);
    }
  }
}
