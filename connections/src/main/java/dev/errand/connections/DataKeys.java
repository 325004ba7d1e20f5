package dev.errand.connections;

import dev.errand.schemas.UserId;
import java.security.SecureRandom;
import java.util.Arrays;

/** Each user's own data key: made when first needed, kept wrapped. */
final class DataKeys {

  private final DataKeyStore store;
  private final KeyWrapper wrapper;
  private final SecureRandom random;

  DataKeys(DataKeyStore store, KeyWrapper wrapper, SecureRandom random) {
    this.store = store;
    this.wrapper = wrapper;
    this.random = random;
  }

  /** The user's key, to seal the first secret of a user or a later one. */
  DataKey of(UserId user) {
    return open(user, store.find(user).orElseGet(() -> store.keepFirst(user, fresh(user))));
  }

  /**
   * The user's key, to open what was sealed.
   *
   * @throws SealBroken if it was destroyed, and with it all that was sealed
   */
  DataKey existing(UserId user) {
    return open(
        user, store.find(user).orElseThrow(() -> new SealBroken("The user has no data key")));
  }

  private WrappedKey fresh(UserId user) {
    byte[] key = new byte[DataKey.BYTES];
    random.nextBytes(key);
    try {
      return wrapper.wrap(user, key);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  private DataKey open(UserId user, WrappedKey wrapped) {
    byte[] key = wrapper.unwrap(user, wrapped);
    try {
      return new DataKey(user, key);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }
}
