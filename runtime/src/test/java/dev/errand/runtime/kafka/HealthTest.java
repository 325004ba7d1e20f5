package dev.errand.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.errand.local.FreePort;
import dev.errand.local.LocalDatabase;
import dev.errand.local.LocalKafka;
import dev.errand.local.LocalPostgres;
import dev.errand.pipeline.engine.Engine;
import dev.errand.pipeline.engine.EngineObserver;
import dev.errand.pipeline.engine.EngineSettings;
import dev.errand.pipeline.engine.Outside;
import dev.errand.pipeline.engine.Time;
import dev.errand.pipeline.engine.Work;
import dev.errand.pipeline.journal.InMemoryJournal;
import dev.errand.pipeline.journal.Partition;
import dev.errand.runtime.observe.BrokerHealth;
import dev.errand.runtime.observe.ConsumerHealth;
import dev.errand.runtime.observe.JournalHealth;
import dev.errand.runtime.observe.OwnershipHealth;
import dev.errand.runtime.observe.ThreadsHealth;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What a worker says of itself is so. */
@Timeout(60)
class HealthTest {

  private static final Partition PARTITION = new Partition("t", 0);

  private final AtomicLong nanos = new AtomicLong();
  private final ConsumerState consumer = new ConsumerState(nanos::get);
  private final Recording provider = new Recording();
  private final Engine engine =
      new Engine(
          new Outside(
              new InMemoryJournal(Clock.systemUTC()),
              result -> CompletableFuture.completedFuture(null),
              provider),
          Work.of(provider, List.of(provider)),
          EngineSettings.defaults(),
          EngineObserver.NONE,
          Time.real());

  @AfterEach
  void close() {
    engine.close();
  }

  private static Status of(HealthIndicator indicator) {
    return Objects.requireNonNull(indicator.health()).getStatus();
  }

  @Test
  void aWorkerIsReadyOnlyWhileItOwnsSomethingOfWhatItWasGiven() {
    OwnershipHealth health = new OwnershipHealth(engine, consumer);
    assertThat(of(health)).isEqualTo(Status.OUT_OF_SERVICE);
    consumer.assigned(List.of(PARTITION));
    assertThat(of(health)).isEqualTo(Status.OUT_OF_SERVICE);
    var _ = engine.assign(PARTITION);
    assertThat(of(health)).isEqualTo(Status.UP);
    engine.lost(List.of(PARTITION));
    assertThat(of(health)).isEqualTo(Status.OUT_OF_SERVICE);
  }

  @Test
  void aWorkerIsNotReadyWhileItsConsumerStandsStillIsRefusedOrHasLostRecords() {
    AtomicBoolean runs = new AtomicBoolean(true);
    ConsumerHealth health = new ConsumerHealth(runs::get, consumer);
    assertThat(of(health)).isEqualTo(Status.UP);
    runs.set(false);
    assertThat(of(health)).isEqualTo(Status.OUT_OF_SERVICE);
    runs.set(true);
    consumer.refused(true);
    assertThat(of(health)).isEqualTo(Status.OUT_OF_SERVICE);
    consumer.refused(false);
    nanos.addAndGet(Duration.ofSeconds(61).toNanos());
    assertThat(of(health)).isEqualTo(Status.OUT_OF_SERVICE);
    consumer.beat();
    assertThat(of(health)).isEqualTo(Status.UP);
    assertThat(consumer.recordsLost(PARTITION)).isTrue();
    assertThat(of(health)).isEqualTo(Status.OUT_OF_SERVICE);
  }

  @Test
  void aWorkerIsNotReadyWhileTheDatabaseIsAwayOrHangs() {
    LocalDatabase database = LocalPostgres.shared().freshDatabase();
    assertThat(
            of(
                new JournalHealth(
                    new DriverManagerDataSource(
                        database.jdbcUrl(), database.user(), database.password()))))
        .isEqualTo(Status.UP);
    assertThat(of(new JournalHealth(new Away(new CountDownLatch(0)))))
        .isEqualTo(Status.OUT_OF_SERVICE);
    CountDownLatch never = new CountDownLatch(1);
    JournalHealth hanging = new JournalHealth(new Away(never));
    assertThat(of(hanging)).isEqualTo(Status.OUT_OF_SERVICE);
    never.countDown();
  }

  @Test
  void aWorkerIsNotReadyWhileTheBrokerIsAway() {
    try (BrokerHealth there = broker(LocalKafka.shared().bootstrapServers());
        BrokerHealth away = broker("127.0.0.1:" + FreePort.any());
        BrokerHealth nowhere = broker("no.such.host.invalid:9092")) {
      assertThat(of(there)).isEqualTo(Status.UP);
      assertThat(of(away)).isEqualTo(Status.OUT_OF_SERVICE);
      assertThat(of(nowhere)).isEqualTo(Status.OUT_OF_SERVICE);
    }
  }

  private static BrokerHealth broker(String address) {
    return new BrokerHealth(Map.of("bootstrap.servers", address));
  }

  @Test
  void aWorkerIsAliveUntilOneOfItsTwoThreadsIsDead() {
    AtomicBoolean died = new AtomicBoolean();
    ThreadsHealth health = new ThreadsHealth(engine, died::get);
    assertThat(of(health)).isEqualTo(Status.UP);
    died.set(true);
    assertThat(of(health)).isEqualTo(Status.DOWN);
    died.set(false);
    engine.close();
    await().until(() -> of(health).equals(Status.DOWN));
  }

  /** A database that is away, and does not even say so before it is told to. */
  private static final class Away extends AbstractDataSource {

    private final CountDownLatch told;

    Away(CountDownLatch told) {
      this.told = told;
    }

    @Override
    public Connection getConnection() throws SQLException {
      try {
        told.await();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
      throw new SQLException("away");
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
      return getConnection();
    }
  }
}
