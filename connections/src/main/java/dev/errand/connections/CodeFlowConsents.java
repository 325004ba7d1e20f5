package dev.errand.connections;

import dev.errand.schemas.Provider;
import dev.errand.schemas.Secret;
import dev.errand.schemas.UserId;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Consents by the authorization code flow, with the providers the operator has set up. */
final class CodeFlowConsents implements Consents {

  private static final Logger log = LoggerFactory.getLogger(CodeFlowConsents.class);

  private final Map<Provider, AuthorizationServer> servers;
  private final StartConsent startConsent;
  private final CompleteConsent completeConsent;

  CodeFlowConsents(
      Map<Provider, AuthorizationServer> servers,
      StartConsent startConsent,
      CompleteConsent completeConsent) {
    this.servers = Map.copyOf(servers);
    this.startConsent = startConsent;
    this.completeConsent = completeConsent;
  }

  @Override
  public Set<Provider> offered() {
    return servers.keySet();
  }

  @Override
  public Started start(UserId user, Provider provider, Extent extent) {
    return startConsent.start(user, server(provider), extent);
  }

  @Override
  public Completion complete(Callback callback) {
    try {
      return completeConsent.complete(callback, server(callback.provider()));
    } catch (OutOfReach | SealBroken thrown) {
      log.atError()
          .addKeyValue("provider", callback.provider().wireName())
          .log("A consent was lost: {}; the person may start again", thrown.getMessage());
      return new Completion.ExchangeFailed(Reason.UNAVAILABLE);
    }
  }

  @Override
  public Arrival arrive(
      Provider provider, Secret code, URI redirect, Function<Account, Optional<UserId>> person) {
    return completeConsent.arrive(provider, code, redirect, person);
  }

  @Override
  public Completion bring(UserId user, Provider provider, Secret token) {
    try {
      return completeConsent.bring(user, provider, token);
    } catch (OutOfReach | SealBroken thrown) {
      log.atError()
          .addKeyValue("userId", user)
          .addKeyValue("provider", provider.wireName())
          .log("A brought token was not kept: {}", thrown.getMessage());
      return new Completion.ExchangeFailed(Reason.UNAVAILABLE);
    }
  }

  private AuthorizationServer server(Provider provider) {
    AuthorizationServer server = servers.get(provider);
    if (server == null) {
      throw new IllegalStateException(provider.wireName() + " is not set up");
    }
    return server;
  }
}
