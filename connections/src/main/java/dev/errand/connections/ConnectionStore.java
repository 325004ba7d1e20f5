package dev.errand.connections;

import dev.errand.schemas.Provider;
import dev.errand.schemas.UserId;
import java.util.List;
import java.util.Optional;

/**
 * Where connections are kept.
 *
 * <p>Every method throws {@link OutOfReach} if the store cannot be reached, and has then changed
 * nothing or everything it was asked to.
 */
public interface ConnectionStore {

  /** The user's connection that is not disconnected, if there is one. */
  Optional<Connection> current(UserId user, Provider provider);

  /** Whether exactly this version of it is stored, and not disconnected. */
  default boolean holds(Connection connection) {
    return current(connection.user(), connection.provider())
        .filter(now -> now.id().equals(connection.id()))
        .filter(now -> now.version() == connection.version())
        .isPresent();
  }

  /** The user's connection to this account, disconnected or not. */
  Optional<Connection> find(UserId user, Provider provider, String account);

  /** All connections of the user, disconnected ones too. */
  List<Connection> of(UserId user);

  /** Adds a connection to an account that the user had none to. */
  Saved add(Connection connection);

  /**
   * Replaces the connection if it is stored in that version, and in no other (compare-and-set).
   *
   * @param before the version that was read
   */
  Saved replace(Connection connection, long before);

  /** As {@link #replace}, because the person consented once more, and not because of a refresh. */
  default Saved reconnect(Connection connection, long before) {
    return replace(connection, before);
  }

  /**
   * Takes out of the user's disconnected connections whose accounts they were. What is left keeps
   * versions from being used twice.
   */
  void eraseFacts(UserId user);

  /** What became of a change. Only {@link #DONE} has changed anything. */
  enum Saved {
    DONE,
    /**
     * The version to be replaced is not the stored one, or there is something where nothing was.
     */
    VERSION_LOST,
    /** Another user has a connection to this provider account that is not disconnected. */
    ACCOUNT_TAKEN
  }
}
