package dev.errand.connections;

import java.time.Duration;
import java.time.Instant;

/** What became of a refresh. */
sealed interface Refreshed {

  /** There are new tokens, and they are stored. */
  record Renewed(UsableToken token) implements Refreshed {}

  /** Somebody else changed the connection: read it again. */
  record Changed() implements Refreshed {}

  /** The grant is dead, and that is stored since then. */
  record Dead(ReconnectCause cause, Instant since) implements Refreshed {}

  /** Nothing has changed. */
  record NotNow(String why, Duration after) implements Refreshed {}
}
