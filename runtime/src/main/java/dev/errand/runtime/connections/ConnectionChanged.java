package dev.errand.runtime.connections;

import dev.errand.schemas.Provider;
import dev.errand.schemas.UserId;

/** Wants to know when a connection has changed in any process. Must be quick. */
public interface ConnectionChanged {

  /**
   * It changed, and may have done so again since.
   *
   * @param ended whether the person has disconnected it, and nothing else is connected
   */
  void changed(UserId user, Provider provider, boolean ended);
}
