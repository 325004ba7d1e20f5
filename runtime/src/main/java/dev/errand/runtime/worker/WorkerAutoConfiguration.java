package dev.errand.runtime.worker;

import dev.errand.pipeline.FollowUps;
import dev.errand.pipeline.Operation;
import dev.errand.pipeline.ProviderPolicy;
import dev.errand.pipeline.TokenSource;
import dev.errand.pipeline.engine.Engine;
import dev.errand.pipeline.engine.Outside;
import dev.errand.pipeline.engine.Time;
import dev.errand.pipeline.engine.Work;
import dev.errand.pipeline.journal.Journal;
import dev.errand.runtime.connections.ConnectionChanged;
import dev.errand.runtime.http.ProviderHttp;
import dev.errand.runtime.index.StoredIndex;
import dev.errand.runtime.kafka.CommandConsumer;
import dev.errand.runtime.kafka.CommandSource;
import dev.errand.runtime.kafka.Growth;
import dev.errand.runtime.kafka.SendDue;
import dev.errand.runtime.kafka.WorkerKafka;
import dev.errand.runtime.local.LocalOnly;
import dev.errand.runtime.local.LocalOperations;
import dev.errand.runtime.model.ModelUsage;
import dev.errand.runtime.observe.BrokerHealth;
import dev.errand.runtime.observe.ConsumerHealth;
import dev.errand.runtime.observe.ConsumerMetrics;
import dev.errand.runtime.observe.EngineMetrics;
import dev.errand.runtime.observe.JournalHealth;
import dev.errand.runtime.observe.OwnershipHealth;
import dev.errand.runtime.observe.ThreadsHealth;
import dev.errand.runtime.postgres.Acting;
import dev.errand.runtime.postgres.DoneDays;
import dev.errand.runtime.postgres.PostgresJournal;
import dev.errand.schemas.OperationCatalog;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.KafkaTemplate;

/** A worker, put together. */
@AutoConfiguration(
    afterName = {
      "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration",
      "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
      "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
      "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration"
    })
@ConditionalOnProperty("errand.worker.kind")
@EnableConfigurationProperties({WorkerProperties.class, LocalOnly.class})
public class WorkerAutoConfiguration {

  private static final Duration CONNECT = Duration.ofSeconds(5);

  /** No answer may be slower than a call may take; the engine bounds the whole of it. */
  @Bean
  ProviderHttp providerHttp(ProviderPolicy policy) {
    return new ProviderHttp(Time.real().clock(), CONNECT, policy.callTimeout());
  }

  @Bean
  KafkaTemplate<byte[], byte[]> workerKafka(KafkaProperties kafka) {
    return WorkerKafka.template(kafka.buildProducerProperties());
  }

  @Bean
  EngineMetrics engineMetrics(MeterRegistry registry) {
    return new EngineMetrics(registry);
  }

  @Bean
  @DependsOnDatabaseInitialization
  Growth growth(KafkaProperties kafka, DataSource database, WorkerProperties worker) {
    return WorkerKafka.growth(
        kafka.buildAdminProperties(), worker.kind().topics(), database, Time.real());
  }

  @Bean
  Journal journal(DataSource database) {
    return new PostgresJournal(database);
  }

  @Bean
  @DependsOnDatabaseInitialization
  SendDue sendDue(
      Journal journal, KafkaTemplate<byte[], byte[]> workerKafka, WorkerProperties worker) {
    return WorkerKafka.sendDue(journal, workerKafka, worker.kind().topics());
  }

  @Bean
  @DependsOnDatabaseInitialization
  Engine engine(
      Journal journal,
      KafkaTemplate<byte[], byte[]> workerKafka,
      TokenSource tokens,
      Growth growth,
      ProviderPolicy policy,
      List<Operation> operations,
      LocalOnly local,
      ObjectProvider<LocalOperations> here,
      ObjectProvider<FollowUps> followUps,
      EngineMetrics metrics,
      WorkerProperties worker,
      @Value("${errand.hold:1d}") Duration hold) {
    Time time = Time.real();
    Engine engine =
        new Engine(
            new Outside(
                journal, WorkerKafka.results(workerKafka, worker.kind().topics()), tokens, growth),
            Work.of(
                    policy,
                    local.keep(
                        policy.provider(), operations, here.getIfAvailable(LocalOperations::none)))
                .with(followUps.getIfAvailable(() -> FollowUps.NONE)),
            worker.engine(hold),
            metrics,
            time);
    metrics.watch(engine, time.clock());
    return engine;
  }

  /** For a worker that reads and writes what people want to find again. */
  @Bean
  StoredIndex storedIndex(Acting acting, DataSource database) {
    return new StoredIndex(acting, database);
  }

  @Bean
  ModelUsage modelUsage(Acting acting, JdbcClient sql) {
    return new ModelUsage(acting, sql);
  }

  /** What waited for the person to connect again goes on at once; if they leave, all ends. */
  @Bean
  ConnectionChanged wakeLanes(Engine engine, ProviderPolicy policy) {
    return (user, provider, ended) -> {
      if (provider == policy.provider()) {
        engine.connectionChanged(user, ended);
      }
    };
  }

  @Bean
  @DependsOnDatabaseInitialization
  TendDoneDays tendDoneDays(DataSource database) {
    return new TendDoneDays(new DoneDays(database));
  }

  @Bean
  CommandConsumer commandConsumer(
      KafkaProperties kafka,
      WorkerProperties worker,
      Engine engine,
      Growth growth,
      KafkaTemplate<byte[], byte[]> workerKafka,
      ConsumerMetrics metrics,
      TendDoneDays doneDays) {
    return WorkerKafka.commands(
        new CommandSource(
            worker.kind().topics(),
            worker.kind().group(),
            kafka.buildConsumerProperties(),
            worker.groupProtocol(),
            worker.skipLostRecords()),
        engine,
        growth,
        new OperationCatalog(),
        workerKafka,
        metrics,
        Time.real());
  }

  @Bean
  OwnershipHealth ownershipHealthIndicator(Engine engine, CommandConsumer consumer) {
    return new OwnershipHealth(engine, consumer.state());
  }

  @Bean
  ConsumerHealth consumerHealthIndicator(CommandConsumer consumer) {
    return new ConsumerHealth(consumer::alive, consumer.state());
  }

  @Bean
  ThreadsHealth threadsHealthIndicator(Engine engine, CommandConsumer consumer) {
    return new ThreadsHealth(engine, consumer::died);
  }

  @Bean
  ConsumerMetrics consumerMetrics(MeterRegistry registry) {
    return new ConsumerMetrics(registry);
  }

  @Bean
  SmartInitializingSingleton watchWorker(
      ConsumerMetrics metrics,
      CommandConsumer consumer,
      Engine engine,
      OwnershipHealth ownership,
      ConsumerHealth consuming,
      JournalHealth journal,
      BrokerHealth broker) {
    return () ->
        metrics.watch(consumer.state(), engine, List.of(ownership, consuming, journal, broker));
  }
}
