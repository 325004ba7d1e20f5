package dev.errand.connections;

import dev.errand.schemas.UserId;

/**
 * Wraps data keys with a key that never comes here. The user is the context: what was wrapped for
 * one does not open for another.
 *
 * <p>Every method answers within seconds or throws {@link OutOfReach}.
 */
public interface KeyWrapper {

  /** Wraps a user's data key; twice the same key gives two different texts. */
  WrappedKey wrap(UserId user, byte[] dataKey);

  /**
   * Opens a user's data key.
   *
   * @throws SealBroken if it was wrapped for another user, by another wrapper, or was altered
   */
  byte[] unwrap(UserId user, WrappedKey wrapped);
}
