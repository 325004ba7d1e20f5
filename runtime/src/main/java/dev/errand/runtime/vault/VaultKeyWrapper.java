package dev.errand.runtime.vault;

import dev.errand.connections.KeyWrapper;
import dev.errand.connections.OutOfReach;
import dev.errand.connections.SealBroken;
import dev.errand.connections.WrappedKey;
import dev.errand.schemas.UserId;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wraps data keys with a key of Vault's transit engine that never comes here. The user is the
 * context of the derived key, so that Vault itself refuses one user's key for another; no
 * associated data, since {@code rewrap} takes none. Thread-safe.
 */
public final class VaultKeyWrapper implements KeyWrapper {

  private static final Logger log = LoggerFactory.getLogger(VaultKeyWrapper.class);
  private static final String PREFIX = "vault:v";

  private final Transit transit;
  private final SafeKey key;

  private VaultKeyWrapper(Transit transit) {
    this.transit = transit;
    this.key = new SafeKey(transit);
  }

  /**
   * Looks at the key first. While Vault does not answer it is usable all the same: the look is then
   * had before the first use.
   *
   * @throws IllegalStateException if the key is not fit for this
   */
  public static VaultKeyWrapper open(VaultSettings settings, Clock clock) {
    VaultClients clients = new VaultClients(settings);
    VaultKeyWrapper wrapper =
        new VaultKeyWrapper(
            new Transit(clients, new VaultLogin(clients, settings, clock), settings));
    try {
      wrapper.key.require();
    } catch (OutOfReach away) {
      log.warn("Vault does not answer yet; what needs a data key waits for it");
    }
    return wrapper;
  }

  @Override
  public WrappedKey wrap(UserId user, byte[] dataKey) {
    requireSafeKey();
    try {
      return new WrappedKey(
          transit.encrypt(Base64.getEncoder().encodeToString(dataKey), context(user)));
    } catch (Transit.NotDone refused) {
      throw new OutOfReach("the key service", new IllegalStateException("Vault does not wrap"));
    }
  }

  @Override
  public byte[] unwrap(UserId user, WrappedKey wrapped) {
    if (!wrapped.text().startsWith(PREFIX)) {
      throw new SealBroken("A data key was not wrapped by Vault");
    }
    requireSafeKey();
    try {
      return Base64.getDecoder().decode(transit.decrypt(wrapped.text(), context(user)));
    } catch (Transit.NotDone refused) {
      throw new SealBroken("A wrapped data key does not open for its user");
    }
  }

  /** Found out late that it is not: nothing is done with it, and whoever waits goes on waiting. */
  private void requireSafeKey() {
    try {
      key.require();
    } catch (IllegalStateException unfit) {
      log.error("{}; what needs a data key waits for the operator", unfit.getMessage());
      throw new OutOfReach("the key service", unfit);
    }
  }

  static String context(UserId user) {
    return Base64.getEncoder()
        .encodeToString(("errand|data-key|" + user.value()).getBytes(StandardCharsets.UTF_8));
  }
}
