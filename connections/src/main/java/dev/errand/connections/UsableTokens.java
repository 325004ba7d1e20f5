package dev.errand.connections;

import dev.errand.schemas.Provider;
import dev.errand.schemas.UserId;
import java.time.Duration;
import java.time.Instant;

/**
 * Gives a user's usable token.
 *
 * <ol>
 *   <li>The token always belongs to the user who is asked for.
 *   <li>An expired token is never given, nor one that was {@link #refused}.
 *   <li>However many ask, in however many processes, one refresh is made.
 *   <li>A token is not given once its person has disconnected, at the latest a second after.
 *   <li>Every answer comes in bounded time.
 * </ol>
 *
 * <p>Safe for use by many threads.
 */
public interface UsableTokens {

  /** The user's token for the provider, refreshed if it is about to expire. */
  Answer accessToken(UserId user, Provider provider);

  /** The provider refused the token of this version of the connection: it is never given again. */
  void refused(UserId user, Provider provider, long version);

  /**
   * The provider wants the person of this version of the connection to sign in again: it needs them
   * from now on, which is told once. What was changed meanwhile stays as it is.
   */
  void personNeeded(UserId user, Provider provider, long version);

  /**
   * The connection has changed elsewhere: what is cached of versions before this one is dropped.
   */
  void changed(UserId user, Provider provider, long version);

  /**
   * Whether a token of this version of the connection may still be used: not once the person has
   * disconnected, has to connect again, or has other tokens. What is answered was true less than a
   * second ago; false if it cannot be told.
   */
  boolean mayUse(UserId user, Provider provider, ConnectionId connection, long version);

  /**
   * All changes that were committed between these two moments are told: what was read since the
   * first may be believed without reading it again, for less than a second from the second.
   *
   * @param from of {@link System#nanoTime}, as is the other
   */
  void told(long from, long until);

  /** What became of the question for a token. */
  sealed interface Answer {

    record Usable(UsableToken token) implements Answer {}

    record NotConnected() implements Answer {}

    /**
     * Only the person can help.
     *
     * @param since when that was found out, and the person told
     */
    record ReconnectNeeded(ReconnectCause cause, Instant since) implements Answer {}

    /** The store, the key service or the token endpoint does not answer: ask again later. */
    record Unavailable(String why, Duration after) implements Answer {}
  }
}
