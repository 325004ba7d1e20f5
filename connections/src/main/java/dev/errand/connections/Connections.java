package dev.errand.connections;

import dev.errand.schemas.Provider;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * The module put together: from ports to doors. All doors of one object share one cache and one
 * refresh protocol; make one for each process.
 */
public final class Connections implements AutoCloseable {

  /** Short at first, since a refresh takes some 200 ms; then no burden on the store. */
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  /** Permits come back a second after their call. */
  private static final Duration FOR_A_PERMIT = Duration.ofMillis(250);

  /** With the call that follows, shorter than a lease lasts. */
  private static final Duration LONGEST_FOR_A_PERMIT = Duration.ofSeconds(8);

  /** A token endpoint's answer takes up to 18 s, its commit hardly anything. */
  private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(25);

  private final Refresh refresh;
  private final UsableTokens usableTokens;
  private final Consents consents;
  private final Disconnects disconnects;
  private final Erasures erasures;
  private final DueRefreshes dueRefreshes;
  private final FileKeys fileKeys;

  public Connections(Ports ports, TokenSettings settings) {
    DataKeys keys = new DataKeys(ports.dataKeys(), ports.wrapper(), ports.random());
    TokenEndpoints endpoints = new TokenEndpoints(ports.endpoints());
    TokenSeal seal = new TokenSeal(ports.random());
    this.refresh = refresh(ports, settings, keys, endpoints, seal);
    TokenCache cache = new TokenCache(settings.cached(), settings.unusedFor());
    FindToken findToken =
        new FindToken(
            ports.connections(), keys, refresh, cache, settings, ports.clock(), ports.nanos());
    this.usableTokens =
        new Tokens(
            cache,
            findToken,
            new StillActive(ports.connections(), cache, ports.nanos()),
            ports.threads(),
            settings,
            ports.clock(),
            new Believed(ports.nanos()));
    this.dueRefreshes = new DueRefreshes(ports.leases(), refresh, ports.threads(), ports.clock());
    this.consents =
        new CodeFlowConsents(
            ports.servers(),
            new StartConsent(ports.flows(), keys, ports.random(), ports.clock()),
            new CompleteConsent(
                ports.flows(),
                keys,
                endpoints,
                new ConnectAccount(ports.connections(), keys, seal, ports.clock()),
                ports.clock()));
    this.disconnects = new Disconnect(ports.connections(), keys, endpoints, ports.clock());
    this.fileKeys = new FileKeys(keys);
    this.erasures = new EraseAccount(disconnects, ports.dataKeys(), ports.connections());
  }

  private static Refresh refresh(
      Ports ports,
      TokenSettings settings,
      DataKeys keys,
      TokenEndpoints endpoints,
      TokenSeal seal) {
    StoreGrant storeGrant =
        new StoreGrant(
            ports.connections(), seal, waiting(ports, settings.keepTrying()), ports.clock());
    Renew renew =
        new Renew(
            ports.connections(),
            keys,
            endpoints,
            new Pace(
                settings.refreshesPerSecond(),
                ports.permits(),
                new Waiting(
                    ports.nanos(),
                    ports.sleeper(),
                    FIRST_PAUSE,
                    FOR_A_PERMIT,
                    LONGEST_FOR_A_PERMIT)),
            storeGrant,
            ports.meter(),
            ports.clock(),
            ports.nanos());
    return new Refresh(
        ports.connections(), ports.leases(), renew, waiting(ports, settings.longestWait()));
  }

  private static Waiting waiting(Ports ports, Duration most) {
    return new Waiting(ports.nanos(), ports.sleeper(), FIRST_PAUSE, LONGEST_PAUSE, most);
  }

  public UsableTokens usableTokens() {
    return usableTokens;
  }

  public Consents consents() {
    return consents;
  }

  public Disconnects disconnects() {
    return disconnects;
  }

  public Erasures erasures() {
    return erasures;
  }

  public DueRefreshes dueRefreshes() {
    return dueRefreshes;
  }

  public FileKeys fileKeys() {
    return fileKeys;
  }

  /** Waits, for a bounded time, until what the token endpoints have answered is stored. */
  @Override
  public void close() {
    refresh.stop(LONGEST_GOODBYE);
  }

  /**
   * All that is outside.
   *
   * @param endpoints of the providers that are set up
   * @param servers of the same providers
   * @param threads one for each task, without a bound: virtual threads
   * @param nanos as {@link System#nanoTime}
   */
  public record Ports(
      ConnectionStore connections,
      DataKeyStore dataKeys,
      ConsentFlows flows,
      RefreshLeases leases,
      RefreshPermits permits,
      KeyWrapper wrapper,
      Map<Provider, TokenEndpoint> endpoints,
      Map<Provider, AuthorizationServer> servers,
      RefreshMeter meter,
      Executor threads,
      Sleeper sleeper,
      SecureRandom random,
      Clock clock,
      LongSupplier nanos) {

    public Ports {
      endpoints = Map.copyOf(endpoints);
      servers = Map.copyOf(servers);
    }
  }
}
