package dev.errand.runtime.connections;

import dev.errand.connections.ConnectionStore;
import dev.errand.connections.Connections;
import dev.errand.connections.Consents;
import dev.errand.connections.Disconnects;
import dev.errand.connections.DueRefreshes;
import dev.errand.connections.Erasures;
import dev.errand.connections.FileKeys;
import dev.errand.connections.KeyWrapper;
import dev.errand.connections.LocalKeyWrapper;
import dev.errand.connections.Sleeper;
import dev.errand.connections.TokenSettings;
import dev.errand.connections.UsableTokens;
import dev.errand.pipeline.TokenSource;
import dev.errand.runtime.http.ProviderHttp;
import dev.errand.runtime.local.LocalOnly;
import dev.errand.runtime.vault.VaultKeyWrapper;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.persistence.EntityManager;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executor;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Connections put together: what is outside becomes the ports of {@link Connections}, and its doors
 * become beans. A store's changes are announced after their commit.
 */
@AutoConfiguration(
    before = {HibernateJpaAutoConfiguration.class, DataJpaRepositoriesAutoConfiguration.class})
@AutoConfigurationPackage(basePackageClasses = ConnectionsAutoConfiguration.class)
@EnableConfigurationProperties({ConnectionsProperties.class, LocalOnly.class})
public class ConnectionsAutoConfiguration {

  /** A lease lasts longer than both together. */
  private static final Duration CONNECT = Duration.ofSeconds(3);

  private static final Duration RESPONSE = Duration.ofSeconds(15);

  private static final Executor VIRTUAL_THREADS = Thread::startVirtualThread;

  @Bean
  Connections connections(
      ConnectionStore connections,
      ConnectionRows connectionRows,
      DataKeyRows dataKeyRows,
      ConsentFlowRows flowRows,
      EntityManager entities,
      JdbcClient jdbc,
      Store store,
      KeyWrapper keyWrapper,
      ConnectionsProperties properties,
      LocalOnly local,
      MeterRegistry meters,
      ObjectProvider<Clock> clocks) {
    Clock clock = clocks.getIfAvailable(Clock::systemUTC);
    Providers providers =
        local.localOnly()
            ? Providers.NONE
            : Providers.of(properties, new ProviderHttp(clock, CONNECT, RESPONSE), clock);
    return new Connections(
        new Connections.Ports(
            connections,
            new JpaDataKeys(dataKeyRows, store),
            new JpaConsentFlows(flowRows, entities, store),
            new PostgresLeases(jdbc, connectionRows, store, UUID.randomUUID().toString()),
            new PostgresPermits(jdbc, store),
            keyWrapper,
            providers.endpoints(),
            providers.servers(),
            new RefreshCounter(meters),
            VIRTUAL_THREADS,
            Sleeper.REAL,
            new SecureRandom(),
            clock,
            System::nanoTime),
        TokenSettings.DEFAULT.withRefreshesPerSecond(properties.refreshesPerSecond()));
  }

  @Bean
  Store store(PlatformTransactionManager transactions, JdbcClient sql) {
    return new Store(transactions, sql);
  }

  @Bean
  ConnectionStore connectionStore(
      ConnectionRows rows, EntityManager entities, Store store, AnnounceChanges announce) {
    return new AnnouncedConnections(new JpaConnections(rows, entities, store), announce);
  }

  @Bean
  AnnounceChanges announceChanges(
      Announcements announcements, ConnectionRows rows, Store store, ObjectProvider<Clock> clocks) {
    return new AnnounceChanges(
        announcements, rows, store, VIRTUAL_THREADS, clocks.getIfAvailable(Clock::systemUTC));
  }

  @Bean
  @ConditionalOnMissingBean
  Announcements announcements(ProducerFactory<?, ?> producers) {
    return new KafkaAnnouncements(new KafkaTemplate<>(strings(producers)));
  }

  @SuppressWarnings("unchecked") // the overridden serializers make it one of strings
  private static ProducerFactory<String, String> strings(ProducerFactory<?, ?> producers) {
    return (ProducerFactory<String, String>)
        producers.copyWithConfigurationOverride(
            Map.of(
                ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class,
                ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, StringSerializer.class,
                ProducerConfig.ACKS_CONFIG, "all"));
  }

  @Bean
  Housekeeping connectionsHousekeeping(
      AnnounceChanges announce,
      ConsentFlowRows flowRows,
      EntityManager entities,
      Store store,
      ObjectProvider<Clock> clocks) {
    return new Housekeeping(
        announce,
        new JpaConsentFlows(flowRows, entities, store),
        clocks.getIfAvailable(Clock::systemUTC));
  }

  /** Wraps by a file only where the operator has said so: whoever has the file has every token. */
  @Bean
  @ConditionalOnMissingBean
  KeyWrapper keyWrapper(ConnectionsProperties properties) {
    ConnectionsProperties.Vault vault = properties.keys().vault();
    Path file = properties.keys().localFile();
    if (vault != null && file != null) {
      throw new IllegalStateException(
          "Data keys have one wrapper: set errand.keys.vault or errand.keys.local-file");
    }
    if (vault != null) {
      return VaultKeyWrapper.open(vault.settings(), Clock.systemUTC());
    }
    if (file == null) {
      throw new IllegalStateException(
          "No key wrapper is set up: set errand.keys.vault, or errand.keys.local-file on a laptop");
    }
    if (!properties.keys().allowLocal()) {
      throw new IllegalStateException(
          "A keyset file is no protection in production. To use it all the same, set"
              + " errand.keys.allow-local=true");
    }
    return LocalKeyWrapper.open(file);
  }

  @Bean
  UsableTokens usableTokens(Connections connections) {
    return connections.usableTokens();
  }

  /** Not in a process that runs without a broker, as some tests do. */
  @Bean
  @ConditionalOnBooleanProperty(name = "errand.connections.hear-changes", matchIfMissing = true)
  KafkaMessageListenerContainer<String, String> connectionChanges(
      ConsumerFactory<?, ?> consumers,
      UsableTokens tokens,
      ObjectProvider<ConnectionChanged> listeners) {
    return HearChanges.container(consumers, tokens, all(listeners));
  }

  private static ConnectionChanged all(ObjectProvider<ConnectionChanged> listeners) {
    return (user, provider, ended) ->
        listeners.forEach(listener -> listener.changed(user, provider, ended));
  }

  /** Where tokens are used. */
  @Bean
  @ConditionalOnProperty("errand.worker.kind")
  @DependsOnDatabaseInitialization
  WatchChanges watchChanges(
      DataSource database, UsableTokens tokens, ObjectProvider<ConnectionChanged> listeners) {
    return WatchChanges.beside(database, tokens, all(listeners));
  }

  @Bean
  TokenSource tokenSource(UsableTokens tokens) {
    return new ConnectionTokenSource(tokens);
  }

  @Bean
  Consents consents(Connections connections) {
    return connections.consents();
  }

  @Bean
  Disconnects disconnects(Connections connections, Store store) {
    return new NotedDisconnects(connections.disconnects(), store);
  }

  @Bean
  Erasures erasures(Connections connections, Store store) {
    return new NotedErasures(connections.erasures(), store);
  }

  @Bean
  FileKeys fileKeys(Connections connections) {
    return connections.fileKeys();
  }

  @Bean
  DueRefreshes dueRefreshes(Connections connections) {
    return connections.dueRefreshes();
  }
}
