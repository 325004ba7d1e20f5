package dev.errand.runtime.connections;

import dev.errand.connections.Connection;

/** Where the changes of connections are told to all processes. */
interface Announcements {

  /**
   * Tells of this version, for good; waits for it a bounded time.
   *
   * @throws NotTold if it may not have been told
   */
  void tell(Connection connection);

  /** It may not have been told: tell it again. */
  final class NotTold extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotTold(String why) {
      super(why, null, false, false);
    }
  }
}
