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
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Connects people without their browser: the sandbox mints the token, our own connect flow seals
 * it, and many are stored at once. Thread-safe.
 */
final class BulkConnect implements TokenEndpoint, AutoCloseable {

  private static final URI NOWHERE = URI.create("http://localhost/callback");

  private final SandboxDriver sandbox;
  private final BulkStore store;
  private final Connections connections;

  BulkConnect(SandboxDriver sandbox, BulkStore store, Path keyset, Clock clock) {
    this.sandbox = sandbox;
    this.store = store;
    connections =
        new Connections(
            new Connections.Ports(
                store,
                store,
                store,
                store,
                LocalKeyWrapper.open(keyset),
                Map.of(Provider.NOTION, this),
                Map.of(Provider.NOTION, server()),
                (provider, outcome) -> {},
                Runnable::run,
                Sleeper.REAL,
                new SecureRandom(),
                clock,
                System::nanoTime),
            TokenSettings.DEFAULT);
  }

  private static AuthorizationServer server() {
    return new AuthorizationServer(
        Provider.NOTION, "bench", NOWHERE, NOWHERE, "bench", NOWHERE, false, Map.of());
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
    Consents.Started started = connections.consents().start(user, Provider.NOTION);
    Consents.Completion completion =
        connections
            .consents()
            .complete(
                Consents.Callback.of(
                    Provider.NOTION,
                    started.state().reveal(),
                    user.value(),
                    null,
                    started.binding().reveal()));
    if (!(completion instanceof Consents.Completion.Connected)) {
      throw new IllegalStateException("The connect flow ended with " + completion);
    }
    return new Member(user, page);
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
        new Grant(
            Secret.of(again(() -> sandbox.notionToken(person))),
            null,
            null,
            Set.of(),
            new Account("bot-of-" + person, null, Map.of())));
  }

  @Override
  public Answer refresh(Secret refreshToken) {
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
