package dev.errand.connections;

import dev.errand.schemas.Provider;
import dev.errand.schemas.Secret;
import dev.errand.schemas.UserId;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes connections out of a person's consent (OAuth 2 authorization code flow).
 *
 * <p>A flow can be completed once, within ten minutes, by the browser that started it. Safe for use
 * by many threads.
 */
public interface Consents {

  /** The providers that the operator has set up. */
  Set<Provider> offered();

  /**
   * Opens a flow for this user. The browser is sent to the address and keeps the binding.
   *
   * @throws OutOfReach if the store or the key service does not answer
   */
  Started start(UserId user, Provider provider, Extent extent);

  /** As above, for all that the operations need. */
  default Started start(UserId user, Provider provider) {
    return start(user, provider, Extent.ALL);
  }

  /** Closes the flow with what the provider's redirect brought back. */
  Completion complete(Callback callback);

  /**
   * Closes a sign-in at a provider where signing in and consenting are one: the new grant takes the
   * place of the one before, so it is kept as the person's connection.
   *
   * @param code that came with a sign-in whose state was checked
   * @param redirect the address it came to
   * @param person who the owner of an account is to us; empty if the account is nobody's
   */
  Arrival arrive(
      Provider provider, Secret code, URI redirect, Function<Account, Optional<UserId>> person);

  /**
   * A flow that waits for the person.
   *
   * @param authorize where to send the browser; it carries the state
   * @param state at least 128 bits, one-time; only its hash is stored
   * @param binding goes into a cookie of that browser ({@code __Host-}, HttpOnly, SameSite=Lax) and
   *     comes back with the callback
   */
  record Started(URI authorize, Secret state, Secret binding) {

    /** Without the address: it carries the state. */
    @Override
    public String toString() {
      return "Started[redacted]";
    }
  }

  /**
   * What the provider's redirect brought back.
   *
   * @param provider whose callback address was called: each provider has its own
   * @param state as in the query; absent if there was none
   * @param code as in the query; absent on an error
   * @param error as in the query; absent on success
   * @param issuer the query's {@code iss} (RFC 9207), where the provider sends one
   * @param binding from the cookie; absent if the browser sent none
   * @param signedIn who is signed in in that browser; absent where nobody has a session
   */
  record Callback(
      Provider provider,
      @Nullable String state,
      @Nullable String code,
      @Nullable String error,
      @Nullable String issuer,
      @Nullable String binding,
      @Nullable UserId signedIn) {

    /** A callback of a browser without a session. */
    public static Callback of(
        Provider provider,
        @Nullable String state,
        @Nullable String code,
        @Nullable String error,
        @Nullable String binding) {
      return new Callback(provider, state, code, error, null, binding, null);
    }

    /** Without the code, the state and the binding. */
    @Override
    public String toString() {
      return "Callback[" + provider.wireName() + ", redacted]";
    }
  }

  /** How a flow ended. Only {@link Connected} has changed anything. */
  sealed interface Completion {

    record Connected(Connection connection) implements Completion {}

    /** The person, or their administrator, said no. */
    record Denied(Denial denial) implements Completion {}

    /** There is no such flow: never was, too old, or completed before. */
    record Expired() implements Completion {}

    /** Another browser, user or provider started this flow. */
    record NotYours() implements Completion {}

    /** The provider account is connected to another user. */
    record AccountTaken() implements Completion {}

    /**
     * The user has a connection to another account of this provider. Commands that wait for that
     * account must not run in this one, so it has to be disconnected first.
     */
    record OtherAccount(Connection existing) implements Completion {}

    record ExchangeFailed(Reason reason) implements Completion {}
  }

  /** How a sign-in ended. */
  sealed interface Arrival {

    /**
     * This person is there.
     *
     * @param completion what became of the consent; it does not change who the person is
     */
    record SignedIn(UserId user, Account account, Completion completion) implements Arrival {}

    /** Nobody is. */
    record Failed(Reason reason) implements Arrival {}
  }

  /**
   * Takes a token that the person made at the provider instead of a consent.
   *
   * @return never {@link Completion.Denied}, {@link Completion.Expired} or {@link
   *     Completion.NotYours}
   */
  Completion bring(UserId user, Provider provider, Secret token);

  /** How much a person is asked to grant. */
  enum Extent {
    ALL,
    /** What administrators leave to people: of Outlook to send mail, and not to read it. */
    LESS
  }

  /** Who said no. */
  enum Denial {
    BY_THE_PERSON,
    ADMIN_APPROVAL_NEEDED,
    BY_THE_PROVIDER
  }

  /** Why the code, or a token that was brought, did not become a connection. */
  enum Reason {
    /** The provider did not accept the code. Starting again may help. */
    CODE_REFUSED,
    /** The provider did not accept the token that the person brought. Another one may help. */
    TOKEN_REFUSED,
    /** The provider does not accept us. Only the operator can help. */
    MISCONFIGURED,
    /** The provider's answer lacks what a connection needs. */
    ANSWER_NOT_VALID,
    /** The provider, the store or the key service did not answer. Starting again later may help. */
    UNAVAILABLE
  }
}
