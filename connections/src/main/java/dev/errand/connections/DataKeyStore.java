package dev.errand.connections;

import dev.errand.schemas.UserId;
import java.util.Optional;

/**
 * Where each user's wrapped data key is kept. Throws {@link OutOfReach} if it cannot be reached.
 */
public interface DataKeyStore {

  /** The user's key, if there is one. */
  Optional<WrappedKey> find(UserId user);

  /** Keeps the key unless the user has one; the answer is the one that is kept. */
  WrappedKey keepFirst(UserId user, WrappedKey wrapped);

  /** Destroys the user's key: whatever was sealed with it is gone for ever, in all copies. */
  void destroy(UserId user);
}
