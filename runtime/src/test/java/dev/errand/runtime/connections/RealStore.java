package dev.errand.runtime.connections;

import dev.errand.connections.Connection;
import dev.errand.connections.ConnectionStore;
import dev.errand.connections.KeyWrapper;
import dev.errand.connections.LocalKeyWrapper;
import dev.errand.local.LocalDatabase;
import dev.errand.local.LocalPostgres;
import dev.errand.runtime.postgres.RecordedStatements;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.persistence.EntityManager;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.PlatformTransactionManager;

/** The auto-configuration on a fresh database of the shared PostgreSQL; one for the module. */
final class RealStore {

  /** What the code under test sends to the database. */
  static final RecordedStatements RECORDED = new RecordedStatements();

  private static final LocalDatabase DATABASE = LocalPostgres.shared().freshDatabase();
  private static final ConfigurableApplicationContext CONTEXT = start(DATABASE, Map.of());

  private RealStore() {}

  static ConfigurableApplicationContext context() {
    return CONTEXT;
  }

  /** Another one, with a database and properties of its own. */
  static ConfigurableApplicationContext start(Map<String, Object> properties) {
    return start(LocalPostgres.shared().freshDatabase(), properties);
  }

  /** Another one, on a database that others may use too. */
  static ConfigurableApplicationContext start(
      LocalDatabase database, Map<String, Object> properties) {
    Map<String, Object> all = new HashMap<>(database.migratedFor(LocalPostgres.EVERY_ROLE));
    all.put("spring.config.import", "classpath:errand-runtime.yaml");
    all.put("errand.connections.hear-changes", "false");
    all.putAll(properties);
    return new SpringApplicationBuilder(App.class)
        .web(WebApplicationType.NONE)
        .run(
            all.entrySet().stream()
                .map(property -> "--" + property.getKey() + "=" + property.getValue())
                .toArray(String[]::new));
  }

  /** The owner's statements, which see everybody's rows. */
  static JdbcClient sql() {
    return sql(DATABASE);
  }

  /** Connections of the owner. */
  static DataSource owners() {
    return new DriverManagerDataSource(DATABASE.jdbcUrl(), DATABASE.user(), DATABASE.password());
  }

  static JdbcClient sql(LocalDatabase database) {
    return JdbcClient.create(
        new DriverManagerDataSource(database.jdbcUrl(), database.user(), database.password()));
  }

  static <T> T bean(Class<T> type) {
    return CONTEXT.getBean(type);
  }

  static Store store() {
    return new Store(bean(PlatformTransactionManager.class), bean(JdbcClient.class));
  }

  static ConnectionStore connections() {
    return new JpaConnections(bean(ConnectionRows.class), bean(EntityManager.class), store());
  }

  static PostgresLeases leases(String owner) {
    return new PostgresLeases(bean(JdbcClient.class), bean(ConnectionRows.class), store(), owner);
  }

  /** As an application would be, with a directory for its keys and no broker. */
  @SpringBootConfiguration
  @EnableAutoConfiguration
  static class App {

    @Bean
    MeterRegistry meters() {
      return new SimpleMeterRegistry();
    }

    @Bean
    KeyWrapper keyWrapper() {
      return LocalKeyWrapper.open(
          Path.of(System.getProperty("java.io.tmpdir"))
              .resolve("errand-test-keys-" + ProcessHandle.current().pid()));
    }

    @Bean
    static BeanPostProcessor overheard() {
      return new BeanPostProcessor() {
        @Override
        public Object postProcessAfterInitialization(Object bean, String name) {
          return bean instanceof DataSource source ? RECORDED.overheard(source) : bean;
        }
      };
    }

    @Bean
    ShiftedClock clock() {
      return new ShiftedClock();
    }

    @Bean
    @ConditionalOnBooleanProperty(name = "errand.connections.hear-changes", havingValue = false)
    Told told() {
      return new Told();
    }
  }

  /** The real time, and what it was moved by. */
  static final class ShiftedClock extends Clock {

    private volatile Duration shift = Duration.ZERO;

    void move(Duration by) {
      shift = shift.plus(by);
    }

    @Override
    public Instant instant() {
      return Clock.systemUTC().instant().plus(shift);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  /** Remembers what was announced. */
  static final class Told implements Announcements {

    final List<Connection> changes = new CopyOnWriteArrayList<>();
    volatile boolean away;

    @Override
    public void tell(Connection connection) {
      if (away) {
        throw new NotTold("the broker does not answer");
      }
      changes.add(connection);
    }
  }
}
