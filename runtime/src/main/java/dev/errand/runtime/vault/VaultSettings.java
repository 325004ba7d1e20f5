package dev.errand.runtime.vault;

import java.net.URI;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where Vault is, and who we are to it.
 *
 * @param namespace of Vault Enterprise; absent elsewhere
 * @param mount of the transit engine
 * @param key that wraps data keys: derived, and neither exportable nor deletable
 * @param roleId of this app's AppRole
 * @param secretIdFile holds the AppRole's secret id; read at each login, so that it can be replaced
 *     while the app runs
 */
public record VaultSettings(
    URI address,
    @Nullable String namespace,
    String mount,
    String key,
    String roleId,
    Path secretIdFile) {

  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

  public VaultSettings {
    if (roleId.isBlank()) {
      throw new IllegalArgumentException("Vault wants a role id: errand.keys.vault.role-id");
    }
    if (!"https".equals(address.getScheme()) && !LOOPBACK.contains(address.getHost())) {
      throw new IllegalArgumentException(
          "Vault is spoken to over https, or to an agent on this machine");
    }
  }
}
