package dev.errand.connections;

import dev.errand.schemas.Secret;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A provider's token endpoint. Each method is one request that is sent once and answered in bounded
 * time; every answer is a value.
 */
public interface TokenEndpoint {

  /**
   * Trades a one-time code for tokens.
   *
   * @param redirect the address the code came to
   * @param verifier of PKCE, where the flow has one
   */
  Answer exchange(Secret code, URI redirect, @Nullable Secret verifier);

  /**
   * Trades a refresh token for new tokens. At Notion the old ones are dead from then on.
   *
   * @param before by {@link System#nanoTime}: from then on nothing is sent any more, however long
   *     the process stood still, and the answer is {@link Answer.Unavailable}
   */
  Answer refresh(Secret refreshToken, long before);

  /**
   * Asks whose a token is that a person made at the provider and brought us, where there are such.
   * What is granted is that token, without end and without a refresh token.
   */
  Answer identify(Secret brought);

  /** Asks that a token be dead, where the provider has a way to. */
  Disconnects.Revocation revoke(Secret token);

  /** What the endpoint said. */
  sealed interface Answer {

    record Granted(Grant grant) implements Answer {}

    /** The code or the refresh token is not accepted (any more). */
    record InvalidGrant() implements Answer {}

    /** We are not accepted: the operator's outage, nothing is wrong with any user. */
    record InvalidClient() implements Answer {}

    /**
     * An answer we cannot use.
     *
     * @param why in our own words
     */
    record Unusable(String why) implements Answer {}

    /** No answer, or one that says: later. It may have been carried out all the same. */
    record Unavailable(Duration after) implements Answer {}
  }
}
