package dev.errand.bench;

import dev.errand.connections.Account;
import dev.errand.connections.AuthorizationServer;
import dev.errand.connections.Connections;
import dev.errand.connections.Consents;
import dev.errand.connections.Disconnects.Revocation;
import dev.errand.connections.Grant;
import dev.errand.connections.LocalKeyWrapper;
import dev.errand.connections.Sleeper;
import dev.errand.connections.TokenEndpoint;
import dev.errand.connections.TokenSettings;
import dev.errand.local.drive.SandboxDriver;
import dev.errand.schemas.Provider;
import dev.errand.schemas.Secret;
import dev.errand.schemas.UserId;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Connects people without their browser: the sandbox mints the token, our own connect flow seals
 * it, and many are stored at once. Thread-safe.
 */
final class BulkConnect implements TokenEndpoint, AutoCloseable {

  private static final URI NOWHERE = URI.create("http://localhost/callback");

  /** Of Microsoft's tokens, the least there is. */
  private static final Duration HOUR = Duration.ofHours(1);

  private final Provider provider;
  private final SandboxDriver sandbox;
  private final BulkStore store;
  private final Connections connections;

  /**
   * @param clock by which the tokens were granted
   */
  BulkConnect(Provider provider, SandboxDriver sandbox, BulkStore store, Path keyset, Clock clock) {
    this.provider = provider;
    this.sandbox = sandbox;
    this.store = store;
    connections =
        new Connections(
            new Connections.Ports(
                store,
                store,
                store,
                store,
                store,
                LocalKeyWrapper.open(keyset),
                Map.of(provider, this),
                Map.of(provider, server(provider)),
                (_, _) -> {},
                Runnable::run,
                Sleeper.REAL,
                new SecureRandom(),
                clock,
                System::nanoTime),
            TokenSettings.DEFAULT);
  }

  private static AuthorizationServer server(Provider provider) {
    return new AuthorizationServer(
        provider, "bench", NOWHERE, NOWHERE, "bench", NOWHERE, false, Map.of());
  }

  /** Makes the person, with a page, and connects them; stored after {@link BulkStore#flush}. */
  Member connect(UserId user) {
    makePerson(user.value());
    String page = again(() -> sandbox.makePage(user.value(), "Journal"));
    var _ =
        again(
            () -> {
              sandbox.sharePage(user.value(), page);
              return page;
            });
    consent(user);
    return new Member(user, page);
  }

  /** Makes the person, and connects them; stored after {@link BulkStore#flush}. */
  UserId connectOnly(UserId user) {
    makePerson(user.value());
    consent(user);
    return user;
  }

  private void consent(UserId user) {
    Consents.Started started = connections.consents().start(user, provider);
    Consents.Completion completion =
        connections
            .consents()
            .complete(
                Consents.Callback.of(
                    provider,
                    started.state().reveal(),
                    user.value(),
                    null,
                    started.binding().reveal()));
    if (!(completion instanceof Consents.Completion.Connected)) {
      throw new IllegalStateException("The connect flow ended with " + completion);
    }
  }

  private void makePerson(String id) {
    try {
      sandbox.makePerson(id);
    } catch (UncheckedIOException closed) {
      if (!sandbox.people().contains(id)) {
        sandbox.makePerson(id);
      }
    }
  }

  /**
   * Of some hundred thousand calls one may find its connection closed by the client itself. Those
   * that come here may be made twice.
   */
  private static <T> T again(Supplier<T> call) {
    try {
      return call.get();
    } catch (UncheckedIOException closed) {
      return call.get();
    }
  }

  /** The code is the person's name. */
  @Override
  public Answer exchange(Secret code, URI redirect, @Nullable Secret verifier) {
    String person = code.reveal();
    return new Answer.Granted(
        switch (provider) {
          case NOTION -> grant(person, again(() -> sandbox.notionToken(person)), null, null);
          case MICROSOFT -> {
            JsonNode tokens = again(() -> sandbox.microsoftGrant(person));
            yield grant(
                person,
                tokens.path("access_token").asString(),
                tokens.path("refresh_token").asString(),
                HOUR);
          }
        });
  }

  private static Grant grant(
      String person, String access, @Nullable String refresh, @Nullable Duration lifetime) {
    return new Grant(
        Secret.of(access),
        refresh == null ? null : Secret.of(refresh),
        lifetime,
        Set.of(),
        new Account("account-of-" + person, null, Map.of()));
  }

  @Override
  public Answer refresh(Secret refreshToken, long before) {
    return new Answer.InvalidGrant();
  }

  @Override
  public Answer identify(Secret brought) {
    return new Answer.InvalidGrant();
  }

  @Override
  public Revocation revoke(Secret token) {
    return Revocation.FAILED;
  }

  @Override
  public void close() {
    store.flush();
    connections.close();
  }
}
