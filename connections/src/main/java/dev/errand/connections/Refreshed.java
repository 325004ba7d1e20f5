package dev.errand.connections;

import java.time.Duration;

/** What became of a refresh. */
sealed interface Refreshed {

  /** There are new tokens, and they are stored. */
  record Renewed(UsableToken token) implements Refreshed {}

  /** Somebody else changed the connection: read it again. */
  record Changed() implements Refreshed {}

  /** The grant is dead, and that is stored. */
  record Dead(ReconnectCause cause) implements Refreshed {}

  /** Nothing has changed. */
  record NotNow(String why, Duration after) implements Refreshed {}
}
