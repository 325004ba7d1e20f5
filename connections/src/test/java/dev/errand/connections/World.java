package dev.errand.connections;

import dev.errand.connections.Consents.Completion;
import dev.errand.schemas.Provider;
import dev.errand.schemas.UserId;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;

/** All that is outside of the module, in memory; and any number of processes that share it. */
final class World {

  static final UserId ALICE = new UserId("alice");
  static final UserId BOB = new UserId("bob");

  final MovingClock clock = new MovingClock();
  final InMemoryConnections store = new InMemoryConnections(clock);
  final InMemoryPermits permits = new InMemoryPermits(clock::nanos);
  final InMemoryDataKeys dataKeys = new InMemoryDataKeys();
  final InMemoryFlows flows = new InMemoryFlows();
  final FakeTokenEndpoint notion = FakeTokenEndpoint.notion();
  final FakeTokenEndpoint microsoft = FakeTokenEndpoint.microsoft();
  final KeyService wrapper;

  World(Path directory) {
    this.wrapper = new KeyService(LocalKeyWrapper.open(directory.resolve("keyset.json")));
  }

  /** A process whose tasks run at once, and whose waits pass the time of the clock. */
  Connections process() {
    return process(Runnable::run, clock::move, wrapper, store);
  }

  /** A process whose operator has set up no provider. */
  Connections processWithoutProviders() {
    return process(Runnable::run, clock::move, wrapper, store, Map.of(), Map.of());
  }

  Connections process(
      Executor threads, Sleeper sleeper, KeyWrapper keyWrapper, ConnectionStore connections) {
    return process(
        threads,
        sleeper,
        keyWrapper,
        connections,
        Map.of(Provider.NOTION, notion, Provider.MICROSOFT, microsoft),
        Map.of(
            Provider.NOTION, server(Provider.NOTION),
            Provider.MICROSOFT, server(Provider.MICROSOFT)));
  }

  private Connections process(
      Executor threads,
      Sleeper sleeper,
      KeyWrapper keyWrapper,
      ConnectionStore connections,
      Map<Provider, TokenEndpoint> endpoints,
      Map<Provider, AuthorizationServer> servers) {
    return new Connections(
        new Connections.Ports(
            connections,
            dataKeys,
            flows,
            store,
            permits,
            keyWrapper,
            endpoints,
            servers,
            (provider, outcome) -> {},
            threads,
            sleeper,
            new SecureRandom(),
            clock,
            clock::nanos),
        new TokenSettings(
            Duration.ofSeconds(60),
            Duration.ofSeconds(20),
            Duration.ofMinutes(30),
            100,
            Duration.ofMinutes(2),
            20));
  }

  /** A key service that can be away. */
  static final class KeyService implements KeyWrapper {

    private final KeyWrapper service;
    volatile boolean away;

    private KeyService(KeyWrapper service) {
      this.service = service;
    }

    @Override
    public WrappedKey wrap(UserId user, byte[] dataKey) {
      return reached().wrap(user, dataKey);
    }

    @Override
    public byte[] unwrap(UserId user, WrappedKey wrapped) {
      return reached().unwrap(user, wrapped);
    }

    private KeyWrapper reached() {
      if (away) {
        throw new OutOfReach("the key service", new IllegalStateException("sealed"));
      }
      return service;
    }
  }

  static AuthorizationServer server(Provider provider) {
    String base = "https://" + provider.wireName() + ".example";
    return new AuthorizationServer(
        provider,
        base,
        URI.create(base + "/authorize"),
        URI.create(base + "/token"),
        "client",
        URI.create("https://errand.example/connections/" + provider.wireName() + "/callback"),
        provider == Provider.MICROSOFT,
        Map.of());
  }

  FakeTokenEndpoint endpoint(Provider provider) {
    return switch (provider) {
      case NOTION -> notion;
      case MICROSOFT -> microsoft;
    };
  }

  Connection connect(UserId user, Provider provider) {
    return connect(user, provider, user.value() + "-account");
  }

  Connection connect(UserId user, Provider provider, String account) {
    Completion completion = consent(process().consents(), user, provider, account);
    if (completion instanceof Completion.Connected(Connection connection)) {
      return connection;
    }
    throw new AssertionError("Not connected: " + completion);
  }

  /** The whole walk through the browser. */
  Completion consent(Consents consents, UserId user, Provider provider, String account) {
    Consents.Started started = consents.start(user, provider);
    return consents.complete(yes(started, provider, account));
  }

  /** What the provider's redirect brings when the person says yes. */
  Consents.Callback yes(Consents.Started started, Provider provider, String account) {
    String code =
        endpoint(provider)
            .consent(
                new Account(account, "workspace-1", Map.of(Account.NAME, "Somebody")),
                query(started.authorize()).get("code_challenge"));
    return Consents.Callback.of(
        provider, started.state().reveal(), code, null, started.binding().reveal());
  }

  static Map<String, String> query(URI address) {
    return Arrays.stream(address.getRawQuery().split("&"))
        .map(parameter -> parameter.split("=", 2))
        .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
  }

  Connection stored(UserId user, Provider provider) {
    return store.of(user).stream()
        .filter(row -> row.provider() == provider)
        .findFirst()
        .orElseThrow();
  }

  Clock clock() {
    return clock;
  }
}
