package dev.errand.runtime.vault;

import dev.errand.connections.OutOfReach;
import dev.errand.connections.WrappedKey;
import dev.errand.connections.WrapperKeys;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The versions of the key in Vault. Wrapping anew happens in Vault: no data key is seen here. It
 * takes the policy {@code errand-rewrapper}, and a rotation {@code errand-operator}. Thread-safe.
 */
public final class VaultWrapperKeys implements WrapperKeys {

  private static final Pattern VERSION = Pattern.compile("vault:v([0-9]+):.*");

  private final Transit transit;

  private VaultWrapperKeys(Transit transit) {
    this.transit = transit;
  }

  public static VaultWrapperKeys open(VaultSettings settings, Clock clock) {
    VaultClients clients = new VaultClients(settings);
    return new VaultWrapperKeys(
        new Transit(clients, new VaultLogin(clients, settings, clock), settings));
  }

  @Override
  public void rotate() {
    transit.rotate();
  }

  @Override
  public String newest() {
    String version = transit.key().get("latest_version");
    if (version == null) {
      throw new OutOfReach("the key service", new IllegalStateException("No version was told"));
    }
    return version;
  }

  @Override
  public Optional<String> versionOf(WrappedKey wrapped) {
    Matcher version = VERSION.matcher(wrapped.text());
    return version.matches() ? Optional.of(version.group(1)) : Optional.empty();
  }

  @Override
  public List<Optional<WrappedKey>> rewrap(List<Owned> keys) {
    return transit
        .rewrap(
            keys.stream()
                .map(
                    key ->
                        new Transit.Sealed(
                            key.wrapped().text(), VaultKeyWrapper.context(key.user())))
                .toList())
        .stream()
        .map(text -> text.map(WrappedKey::new))
        .toList();
  }
}
