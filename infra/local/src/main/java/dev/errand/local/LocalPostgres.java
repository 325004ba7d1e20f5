package dev.errand.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A real PostgreSQL 18 as a process of its own, durable as in production ({@code fsync} and {@code
 * synchronous_commit} on) and small.
 *
 * <p>Its data survives {@link #kill} and {@link #stop}; {@link #start} serves it again on the same
 * port. It listens on the loopback address and trusts whoever comes from there. Thread-safe.
 */
public final class LocalPostgres implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String USER = "errand";

  /** All roles in one, for tests and benchmarks that put several apps into one process. */
  public static final String EVERY_ROLE = "errand_every";

  private static final List<String> ROLES =
      List.of("errand_api", "errand_worker", "errand_refresher", "errand_keys", "errand_auditor");

  private final Path data;
  private final int port;
  private final ServerProcess process;
  private final AtomicInteger databases = new AtomicInteger();

  /**
   * A server that is not started yet.
   *
   * @param directory for its data, log and pid file; made if missing
   * @param port on the loopback address; 0: any free one, the same for all its restarts
   */
  public LocalPostgres(Path directory, int port) {
    this.data = directory.resolve("data");
    this.port = FreePort.orAny(port);
    this.process = new ServerProcess("postgres", directory);
  }

  /** The one server of this JVM: started at the first call, gone with the JVM. */
  public static LocalPostgres shared() {
    return Shared.POSTGRES;
  }

  /** Starts it, and waits until it serves. */
  public synchronized LocalPostgres start() {
    launch();
    awaitServing();
    return this;
  }

  /** Starts it without waiting; nothing happens if it runs. */
  public synchronized void launch() {
    if (process.running().isEmpty()) {
      PostgresPrograms programs = new PostgresPrograms(data, USER);
      if (!Files.exists(data.resolve("PG_VERSION"))) {
        programs.initialise(process.log(), PATIENCE);
      }
      process.start(programs.serve(port), Map.of("LC_ALL", "C"));
    }
  }

  /** Waits until it serves. */
  public synchronized void awaitServing() {
    process.awaitServing(PATIENCE, this::answers);
  }

  /** Ends its connections and itself ("fast shutdown"), and waits until it has. */
  public synchronized void stop() {
    process.stop(Duration.ofSeconds(20), handle -> ServerProcess.signal("INT", handle));
  }

  /**
   * Ends it as a crash would ("immediate shutdown"): without a checkpoint, so that the next start
   * recovers from the log.
   */
  public synchronized void crash() {
    process.stop(Duration.ofSeconds(20), handle -> ServerProcess.signal("QUIT", handle));
  }

  /** SIGKILL, for the server and all its children. */
  public synchronized void kill() {
    process.kill();
  }

  @Override
  public void close() {
    kill();
  }

  /** A new empty database with a name of its own. */
  public LocalDatabase freshDatabase() {
    return database("test_" + databases.incrementAndGet());
  }

  /** The database of that name, made if it is missing, as are the roles of the apps. */
  public synchronized LocalDatabase database(String name) {
    try (Connection connection = DriverManager.getConnection(url("postgres"), USER, USER);
        Statement statement = connection.createStatement();
        var found =
            statement.executeQuery("SELECT FROM pg_database WHERE datname = '" + name + "'")) {
      if (!found.next()) {
        statement.execute("CREATE DATABASE " + name);
      }
      for (String role : ROLES) {
        makeRole(statement, role, "");
      }
      makeRole(statement, EVERY_ROLE, " IN ROLE " + String.join(", ", ROLES));
      return address(name);
    } catch (SQLException e) {
      throw new IllegalStateException("Could not make the database " + name, e);
    }
  }

  private static void makeRole(Statement statement, String role, String memberships)
      throws SQLException {
    try (var found =
        statement.executeQuery("SELECT FROM pg_roles WHERE rolname = '" + role + "'")) {
      if (!found.next()) {
        statement.execute("CREATE ROLE " + role + " LOGIN" + memberships);
      }
    }
  }

  /** Where the database of that name is, or would be. */
  public LocalDatabase address(String name) {
    return new LocalDatabase(url(name), USER, USER);
  }

  /** Does something while nobody is connected to a database, nor can be. */
  public void without(LocalDatabase database, Runnable meanwhile) {
    String name = database.jdbcUrl().substring(database.jdbcUrl().lastIndexOf('/') + 1);
    admin("alter database \"" + name + "\" allow_connections false");
    try {
      admin(
          "select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + name + "'");
      meanwhile.run();
    } finally {
      admin("alter database \"" + name + "\" allow_connections true");
    }
  }

  private void admin(String statement) {
    try (Connection connection = DriverManager.getConnection(url("postgres"), USER, USER);
        Statement admin = connection.createStatement()) {
      var _ = admin.execute(statement);
    } catch (SQLException e) {
      throw new IllegalStateException("PostgreSQL refuses: " + statement, e);
    }
  }

  public int port() {
    return port;
  }

  public ServerProcess process() {
    return process;
  }

  private String url(String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
  }

  private boolean answers() {
    try (Connection connection = DriverManager.getConnection(url("postgres"), USER, USER)) {
      return connection.isValid(1);
    } catch (SQLException e) {
      return false;
    }
  }

  private static final class Shared {
    static final LocalPostgres POSTGRES =
        new LocalPostgres(TestDirectory.create("postgres", () -> Shared.POSTGRES.kill()), 0)
            .start();
  }
}
