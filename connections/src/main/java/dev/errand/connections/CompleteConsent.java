package dev.errand.connections;

import dev.errand.connections.Consents.Arrival;
import dev.errand.connections.Consents.Completion;
import dev.errand.connections.Consents.Denial;
import dev.errand.connections.Consents.Reason;
import dev.errand.connections.TokenEndpoint.Answer;
import dev.errand.schemas.Provider;
import dev.errand.schemas.Secret;
import dev.errand.schemas.UserId;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes a consent flow: is the callback this flow's, was it a yes, and what is the code worth. No
 * token endpoint sees a code before all of the first question is answered.
 */
final class CompleteConsent {

  private static final Logger log = LoggerFactory.getLogger(CompleteConsent.class);

  private final ConsentFlows flows;
  private final DataKeys keys;
  private final TokenEndpoints endpoints;
  private final ConnectAccount connectAccount;
  private final Clock clock;

  CompleteConsent(
      ConsentFlows flows,
      DataKeys keys,
      TokenEndpoints endpoints,
      ConnectAccount connectAccount,
      Clock clock) {
    this.flows = flows;
    this.keys = keys;
    this.endpoints = endpoints;
    this.connectAccount = connectAccount;
    this.clock = clock;
  }

  Completion complete(Consents.Callback callback, AuthorizationServer server) {
    Optional<ConsentFlow> taken =
        Optional.ofNullable(callback.state()).flatMap(state -> flows.take(OneTimeText.hash(state)));
    if (taken.isEmpty()) {
      return new Completion.Expired();
    }
    ConsentFlow flow = taken.get();
    return noted(flow.user(), flow.provider(), () -> complete(flow, callback, server));
  }

  /** A consent that connects nothing is written down, too. */
  private Completion noted(UserId user, Provider provider, Supplier<Completion> consent) {
    Completion completion;
    try {
      completion = consent.get();
    } catch (OutOfReach | SealBroken thrown) {
      note(user, provider, new Completion.ExchangeFailed(Reason.UNAVAILABLE));
      throw thrown;
    }
    if (!(completion instanceof Completion.Connected)) {
      note(user, provider, completion);
    }
    return completion;
  }

  /** What the person is told does not depend on whether it can be written down. */
  private void note(UserId user, Provider provider, Completion how) {
    try {
      flows.failed(user, provider, how);
    } catch (OutOfReach thrown) {
      log.atError()
          .addKeyValue("userId", user)
          .addKeyValue("provider", provider.wireName())
          .log("A consent that failed was not written down: {}", thrown.getMessage());
    }
  }

  private Completion complete(
      ConsentFlow flow, Consents.Callback callback, AuthorizationServer server) {
    if (!clock.instant().isBefore(flow.expiresAt())) {
      return new Completion.Expired();
    }
    if (!isOf(flow, callback, server)) {
      return new Completion.NotYours();
    }
    return callback.error() == null ? exchange(flow, callback) : refused(callback.error());
  }

  private static boolean isOf(
      ConsentFlow flow, Consents.Callback callback, AuthorizationServer server) {
    return callback.provider() == flow.provider()
        && flow.wentTo(server)
        && callback.binding() != null
        && OneTimeText.matches(callback.binding(), flow.bindingHash())
        && (callback.issuer() == null || callback.issuer().equals(flow.issuer()))
        && (callback.signedIn() == null || callback.signedIn().equals(flow.user()));
  }

  /** The errors of RFC 6749 section 4.1.2.1, and those Microsoft adds. */
  private static Completion refused(String error) {
    return switch (error) {
      case "access_denied" -> new Completion.Denied(Denial.BY_THE_PERSON);
      case "consent_required" -> new Completion.Denied(Denial.ADMIN_APPROVAL_NEEDED);
      case "server_error", "temporarily_unavailable" ->
          new Completion.ExchangeFailed(Reason.UNAVAILABLE);
      case "invalid_request",
          "unauthorized_client",
          "unsupported_response_type",
          "invalid_scope",
          "invalid_resource" ->
          new Completion.ExchangeFailed(Reason.MISCONFIGURED);
      default -> new Completion.Denied(Denial.BY_THE_PROVIDER);
    };
  }

  /** The data key is opened first: nothing but a local commit follows the endpoint's answer. */
  private Completion exchange(ConsentFlow flow, Consents.Callback callback) {
    Optional<Secret> code = code(callback);
    if (code.isEmpty()) {
      return new Completion.ExchangeFailed(Reason.ANSWER_NOT_VALID);
    }
    DataKey key = keys.of(flow.user());
    Instant asked = clock.instant();
    Answer answer =
        endpoints.of(flow.provider()).exchange(code.get(), flow.redirect(), verifier(flow, key));
    return connected(flow.user(), flow.provider(), key, answer, asked);
  }

  Completion bring(UserId user, Provider provider, Secret token) {
    return noted(user, provider, () -> brought(user, provider, token));
  }

  private Completion brought(UserId user, Provider provider, Secret token) {
    DataKey key = keys.of(user);
    Instant asked = clock.instant();
    Answer answer = endpoints.of(provider).identify(token);
    return answer instanceof Answer.InvalidGrant
        ? new Completion.ExchangeFailed(Reason.TOKEN_REFUSED)
        : connected(user, provider, key, answer, asked);
  }

  private Completion connected(
      UserId user, Provider provider, DataKey key, Answer answer, Instant asked) {
    return switch (answer) {
      case Answer.Granted(Grant grant) -> connectAccount.connect(user, provider, key, grant, asked);
      case Answer.InvalidGrant() -> new Completion.ExchangeFailed(Reason.CODE_REFUSED);
      case Answer.InvalidClient() -> failed(user, provider, Reason.MISCONFIGURED, "invalid_client");
      case Answer.Unusable(String why) -> failed(user, provider, Reason.ANSWER_NOT_VALID, why);
      case Answer.Unavailable(Duration _) ->
          failed(user, provider, Reason.UNAVAILABLE, "the token endpoint does not answer");
    };
  }

  /** The store and the key service may be away: the person is known all the same. */
  Arrival arrive(
      Provider provider, Secret code, URI redirect, Function<Account, Optional<UserId>> person) {
    Instant asked = clock.instant();
    return switch (endpoints.of(provider).exchange(code, redirect, null)) {
      case Answer.Granted(Grant grant) -> arrived(provider, grant, person, asked);
      case Answer.InvalidGrant() -> new Arrival.Failed(Reason.CODE_REFUSED);
      case Answer.InvalidClient() -> new Arrival.Failed(Reason.MISCONFIGURED);
      case Answer.Unusable(String _) -> new Arrival.Failed(Reason.ANSWER_NOT_VALID);
      case Answer.Unavailable(Duration _) -> new Arrival.Failed(Reason.UNAVAILABLE);
    };
  }

  private Arrival arrived(
      Provider provider, Grant grant, Function<Account, Optional<UserId>> person, Instant asked) {
    Account account = grant.account();
    UserId user = account == null ? null : person.apply(account).orElse(null);
    return account == null || user == null
        ? new Arrival.Failed(Reason.ANSWER_NOT_VALID)
        : new Arrival.SignedIn(user, account, kept(user, provider, grant, asked));
  }

  private Completion kept(UserId user, Provider provider, Grant grant, Instant asked) {
    try {
      return noted(
          user,
          provider,
          () -> connectAccount.connect(user, provider, keys.of(user), grant, asked));
    } catch (OutOfReach | SealBroken thrown) {
      log.atError()
          .addKeyValue("userId", user)
          .addKeyValue("provider", provider.wireName())
          .log(
              "The consent of a sign-in was lost: {}; they may connect again", thrown.getMessage());
      return new Completion.ExchangeFailed(Reason.UNAVAILABLE);
    }
  }

  private static Optional<Secret> code(Consents.Callback callback) {
    try {
      return Optional.ofNullable(callback.code()).map(Secret::of);
    } catch (IllegalArgumentException notACode) {
      return Optional.empty();
    }
  }

  private static @Nullable Secret verifier(ConsentFlow flow, DataKey key) {
    Sealed verifier = flow.verifier();
    return verifier == null
        ? null
        : key.open(flow.provider(), Purpose.PKCE_VERIFIER, flow.id(), 1, verifier);
  }

  private static Completion failed(UserId user, Provider provider, Reason reason, String why) {
    log.atWarn()
        .addKeyValue("userId", user)
        .addKeyValue("provider", provider.wireName())
        .addKeyValue("outcome", reason)
        .log("A consent did not become a connection: {}; the person may start again", why);
    return new Completion.ExchangeFailed(reason);
  }
}
