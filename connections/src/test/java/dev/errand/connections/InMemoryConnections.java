package dev.errand.connections;

import dev.errand.connections.Connection.State;
import dev.errand.schemas.Provider;
import dev.errand.schemas.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Connections and their leases in memory; passes the same contract tests as the real store. */
public final class InMemoryConnections implements ConnectionStore, RefreshLeases {

  private static final Duration LEASE = Duration.ofSeconds(30);

  private final MovingClock clock;
  private final Map<ConnectionId, Connection> rows = new LinkedHashMap<>();
  private final Map<ConnectionId, Holding> leases = new HashMap<>();
  private volatile UnaryOperator<Saved> afterReplace = UnaryOperator.identity();
  private volatile Runnable beforeReplace = () -> {};

  /** What happens while a current connection is read. */
  volatile Runnable slow = () -> {};

  /** Whether nobody's current connection can be read. */
  volatile boolean away;

  public InMemoryConnections(MovingClock clock) {
    this.clock = clock;
  }

  /** Runs before each compare-and-set, outside of the lock; may throw. */
  void beforeReplace(Runnable step) {
    beforeReplace = step;
  }

  /** Changes or replaces (by throwing) the answer to each compare-and-set. */
  void afterReplace(UnaryOperator<Saved> step) {
    afterReplace = step;
  }

  @Override
  public synchronized Optional<Connection> current(UserId user, Provider provider) {
    if (away) {
      throw new OutOfReach("the store", new IllegalStateException("away"));
    }
    slow.run();
    return rows.values().stream()
        .filter(row -> row.user().equals(user) && row.provider() == provider && isLive(row))
        .findFirst();
  }

  @Override
  public synchronized Optional<Connection> find(UserId user, Provider provider, String account) {
    return rows.values().stream()
        .filter(row -> row.user().equals(user) && row.provider() == provider)
        .filter(row -> row.account().equals(account))
        .findFirst();
  }

  @Override
  public synchronized List<Connection> of(UserId user) {
    return rows.values().stream().filter(row -> row.user().equals(user)).toList();
  }

  @Override
  public synchronized Saved add(Connection connection) {
    if (isTaken(connection)) {
      return Saved.ACCOUNT_TAKEN;
    }
    if (find(connection.user(), connection.provider(), connection.account()).isPresent()
        || hasOtherLive(connection)) {
      return Saved.VERSION_LOST;
    }
    boolean again =
        of(connection.user()).stream().anyMatch(row -> row.provider() == connection.provider());
    rows.put(connection.id(), again ? connectedAgain(connection) : connection);
    return Saved.DONE;
  }

  private Connection connectedAgain(Connection connection) {
    return connectedAt(connection, clock.instant());
  }

  private static Connection connectedAt(Connection connection, @Nullable Instant again) {
    return new Connection(
        connection.id(),
        connection.user(),
        connection.provider(),
        connection.version(),
        connection.account(),
        connection.workspace(),
        connection.scopes(),
        connection.facts(),
        connection.state(),
        connection.changedAt(),
        again);
  }

  @Override
  public synchronized void eraseFacts(UserId user) {
    rows.replaceAll(
        (id, row) ->
            row.user().equals(user) && !isLive(row)
                ? new Connection(
                    id,
                    user,
                    row.provider(),
                    row.version(),
                    "erased " + id,
                    null,
                    Set.of(),
                    Map.of(),
                    row.state(),
                    row.changedAt())
                : row);
  }

  @Override
  public Saved replace(Connection connection, long before) {
    beforeReplace.run();
    return afterReplace.apply(compareAndSet(connection, before));
  }

  private synchronized Saved compareAndSet(Connection connection, long version) {
    @Nullable Connection before = rows.get(connection.id());
    if (before == null || before.version() != version) {
      return Saved.VERSION_LOST;
    }
    if (isLive(connection) && isTaken(connection)) {
      return Saved.ACCOUNT_TAKEN;
    }
    if (isLive(connection) && hasOtherLive(connection)) {
      return Saved.VERSION_LOST;
    }
    rows.put(
        connection.id(),
        isLive(connection) && !isLive(before)
            ? connectedAgain(connection)
            : connectedAt(connection, before.connectedAgainAt()));
    return Saved.DONE;
  }

  private static boolean isLive(Connection row) {
    return !(row.state() instanceof State.Disconnected);
  }

  private boolean isTaken(Connection connection) {
    return rows.values().stream()
        .anyMatch(
            row ->
                isLive(row)
                    && row.provider() == connection.provider()
                    && row.account().equals(connection.account())
                    && !row.user().equals(connection.user()));
  }

  private boolean hasOtherLive(Connection connection) {
    return current(connection.user(), connection.provider())
        .filter(row -> !row.id().equals(connection.id()))
        .isPresent();
  }

  @Override
  public synchronized Taking take(Connection connection) {
    @Nullable Holding holding = leases.get(connection.id());
    if (holding != null && clock.instant().isBefore(holding.until())) {
      return holding.resting()
          ? new Taking.Resting(Duration.between(clock.instant(), holding.until()))
          : new Taking.Busy();
    }
    long epoch = holding == null ? 1 : holding.epoch() + 1;
    leases.put(connection.id(), new Holding(epoch, clock.instant().plus(LEASE), false));
    return new Taking.Taken(new Lease(connection.user(), connection.id(), "memory", epoch, end()));
  }

  private long end() {
    return clock.nanos() + LEASE.toNanos();
  }

  @Override
  public synchronized void release(Lease lease, Duration rest) {
    leases.computeIfPresent(
        lease.connection(),
        (_, holding) ->
            holding.epoch() == lease.epoch()
                ? new Holding(holding.epoch(), clock.instant().plus(rest), true)
                : holding);
  }

  @Override
  public synchronized List<Leased> takeDue(Instant now, int max) {
    return List.copyOf(rows.values()).stream()
        .filter(row -> due(row).filter(due -> !due.isAfter(now)).isPresent())
        .sorted(Comparator.comparing(row -> due(row).orElseThrow()))
        .flatMap(
            row ->
                take(row) instanceof Taking.Taken(Lease lease)
                    ? Optional.of(new Leased(row, lease)).stream()
                    : Optional.<Leased>empty().stream())
        .limit(max)
        .toList();
  }

  @Override
  public synchronized Optional<Instant> oldestDue(Instant now) {
    return rows.values().stream()
        .flatMap(row -> due(row).stream())
        .filter(due -> !due.isAfter(now))
        .min(Comparator.naturalOrder());
  }

  private static Optional<Instant> due(Connection row) {
    return row.state() instanceof State.Active(SealedTokens tokens)
        ? Optional.ofNullable(tokens.refreshDue())
        : Optional.empty();
  }

  private record Holding(long epoch, Instant until, boolean resting) {}
}
