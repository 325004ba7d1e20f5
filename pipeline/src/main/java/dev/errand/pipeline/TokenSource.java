package dev.errand.pipeline;

import dev.errand.schemas.Provider;
import dev.errand.schemas.UserId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where tokens come from. {@code runtime} joins it to {@code connections}. */
public interface TokenSource {

  /** The user's token for the provider, refreshed if it is about to expire. Bounded in time. */
  Answer token(UserId user, Provider provider);

  /** The provider refused this token: no later answer may give the same one again. */
  void refused(AccessToken token);

  /**
   * The provider lets nobody in with this token until its person has signed in again: they are told
   * so, once, and there is no token until then.
   */
  void personNeeded(AccessToken token);

  /**
   * Whether a call may still be begun with this token: not once the person has disconnected, at the
   * latest a second after. Bounded in time; false if it cannot be told.
   */
  boolean mayUse(AccessToken token);

  /** What became of the question for a token. */
  sealed interface Answer {

    /**
     * It may be used.
     *
     * @param connectedAgainAt when the person connected this account after they had left one of the
     *     same provider: what was accepted before is not for it; absent if they never left one
     */
    record Usable(AccessToken token, @Nullable Instant connectedAgainAt) implements Answer {

      /** Of an account that the person never left. */
      public Usable(AccessToken token) {
        this(token, null);
      }
    }

    record NotConnected() implements Answer {}

    /**
     * Only the person can help.
     *
     * @param since when that was found out, and the person told
     */
    record ReconnectNeeded(String why, Instant since) implements Answer {}

    /** The store, the key service or the token endpoint does not answer: ask again later. */
    record Unavailable(String why, Duration after) implements Answer {}
  }
}
