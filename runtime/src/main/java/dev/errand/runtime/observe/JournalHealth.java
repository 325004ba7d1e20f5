package dev.errand.runtime.observe;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Whether the journal's database answers, found out in a bounded time: one that hangs holds up
 * neither who asks nor more than one thread. Thread-safe.
 */
public final class JournalHealth implements HealthIndicator {

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final DataSource database;
  private @Nullable CompletableFuture<Void> asking;

  public JournalHealth(DataSource database) {
    this.database = database;
  }

  @Override
  public Health health() {
    try {
      ask().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      return Health.up().build();
    } catch (ExecutionException refused) {
      return Health.outOfService().withDetail("reason", "the database cannot be reached").build();
    } catch (TimeoutException slow) {
      return Health.outOfService().withDetail("reason", "the database does not answer").build();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Health.unknown().build();
    }
  }

  private synchronized CompletableFuture<Void> ask() {
    CompletableFuture<Void> asked = asking;
    if (asked == null || asked.isDone()) {
      asked =
          CompletableFuture.runAsync(
              this::select, work -> Thread.ofVirtual().name("errand-health").start(work));
      asking = asked;
    }
    return asked;
  }

  private void select() {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      var _ = statement.execute("select 1");
    } catch (SQLException failed) {
      throw new CompletionException(failed);
    }
  }
}
