package dev.errand.connections;

import dev.errand.schemas.Provider;

/** Counts what becomes of refreshes. Quick, and never throws. */
public interface RefreshMeter {

  void refreshed(Provider provider, Outcome outcome);

  /** What became of one. */
  enum Outcome {
    REFRESHED,
    /** Somebody else had refreshed, reconnected or disconnected it. */
    CHANGED_ELSEWHERE,
    RECONNECT_NEEDED,
    /** The provider does not accept us: wake the operator. */
    INVALID_CLIENT,
    UNAVAILABLE
  }
}
