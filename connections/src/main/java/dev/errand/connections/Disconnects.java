package dev.errand.connections;

import dev.errand.schemas.Provider;
import dev.errand.schemas.UserId;

/** Ends connections. Safe for use by many threads. */
public interface Disconnects {

  /**
   * Erases the user's tokens for the provider, then revokes them there where that is possible.
   *
   * <p>When this returns, the tokens are gone from the store.
   */
  Receipt disconnect(UserId user, Provider provider);

  /** What was done. */
  sealed interface Receipt {

    record NotConnected() implements Receipt {}

    record Disconnected(Connection connection, Revocation revocation) implements Receipt {}

    /** The store did not answer: nothing was changed. */
    record Unavailable() implements Receipt {}
  }

  /** What became of the tokens at the provider. */
  enum Revocation {
    /** The provider says they are dead. */
    REVOKED,
    /**
     * The provider has no way to revoke them, or is not set up any more: the person can, in the
     * provider's own pages.
     */
    NOT_POSSIBLE,
    /** There were none any more. */
    NOTHING_TO_REVOKE,
    /** It was tried. The person can, in the provider's own pages. */
    FAILED
  }
}
