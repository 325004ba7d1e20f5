package dev.errand.connections;

import dev.errand.schemas.UserId;
import java.security.SecureRandom;

/**
 * Opens people's data keys for their files. Each call asks the key service, so one key serves for a
 * whole file. Thread-safe.
 */
public final class FileKeys {

  private final DataKeys keys;

  /** With ports of its own. */
  public FileKeys(DataKeyStore store, KeyWrapper wrapper, SecureRandom random) {
    this(new DataKeys(store, wrapper, random));
  }

  FileKeys(DataKeys keys) {
    this.keys = keys;
  }

  /**
   * The user's key, made if there is none yet.
   *
   * @throws OutOfReach if the store or the key service is
   */
  public FileKey of(UserId user) {
    return new FileKey(keys.of(user));
  }

  /**
   * The user's key, to work on what is there.
   *
   * @throws SealBroken if it was destroyed, and with it all that was sealed
   * @throws OutOfReach if the store or the key service is
   */
  public FileKey existing(UserId user) {
    return new FileKey(keys.existing(user));
  }
}
