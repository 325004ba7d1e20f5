package dev.errand.runtime.kafka;

import dev.errand.pipeline.engine.Engine;
import dev.errand.pipeline.engine.ResultSink;
import dev.errand.schemas.Commands;
import dev.errand.schemas.OperationCatalog;
import dev.errand.schemas.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;

/** The Kafka side of a worker, put together from the application's Kafka properties. */
public final class WorkerKafka {

  private static final int POLL_RECORDS = 1_000;

  /** A worker that died is missed after this: well under the 15 s in which its users go on. */
  private static final Duration SESSION = Duration.ofSeconds(10);

  private static final Duration HEARTBEAT = Duration.ofSeconds(3);

  /** More than the engine's drain time of 8 s and the flush of what it drained. */
  private static final Duration SHUTDOWN = Duration.ofSeconds(20);

  private WorkerKafka() {}

  /** Sends with all acknowledgements, in order, bytes as they are. */
  public static KafkaTemplate<byte[], byte[]> template(Map<String, Object> properties) {
    Map<String, Object> settings = new HashMap<>(properties);
    settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 2);
    return new KafkaTemplate<>(new DefaultKafkaProducerFactory<>(settings));
  }

  public static ResultSink results(KafkaTemplate<byte[], byte[]> kafka, Topics topics) {
    return new KafkaResults(kafka, topics.results());
  }

  /** The consumer of a commands topic, which runs the engine's partitions. */
  public static ConcurrentMessageListenerContainer<byte[], byte[]> commands(
      Map<String, Object> properties,
      Topics topics,
      Engine engine,
      OperationCatalog catalog,
      KafkaTemplate<byte[], byte[]> kafka,
      Clock clock) {
    CommandListener listener =
        new CommandListener(
            engine, new Commands(catalog, topics), new DeadLetters(kafka, topics.dead()), clock);
    ContainerProperties container = new ContainerProperties(topics.commands());
    container.setMessageListener(listener);
    container.setConsumerRebalanceListener(listener);
    container.setAckMode(ContainerProperties.AckMode.MANUAL);
    container.setShutdownTimeout(SHUTDOWN.toMillis());
    container.setListenerTaskExecutor(new SimpleAsyncTaskExecutor("errand-consumer-"));
    ConcurrentMessageListenerContainer<byte[], byte[]> consumer =
        new ConcurrentMessageListenerContainer<>(
            new DefaultKafkaConsumerFactory<>(consumer(properties)), container);
    consumer.setBeanName(topics.commands());
    consumer.setCommonErrorHandler(withoutEnd());
    return consumer;
  }

  private static Map<String, Object> consumer(Map<String, Object> properties) {
    Map<String, Object> settings = new HashMap<>(properties);
    settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    // A place that is gone means lost commands: that must be seen, and not skipped over.
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, POLL_RECORDS);
    if (!"consumer".equals(settings.get(ConsumerConfig.GROUP_PROTOCOL_CONFIG))) {
      settings.put(
          ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
          CooperativeStickyAssignor.class.getName());
      settings.putIfAbsent(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, (int) SESSION.toMillis());
      settings.putIfAbsent(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, (int) HEARTBEAT.toMillis());
    }
    return settings;
  }

  /** Spring's own default gives up after ten tries and discards the batch. */
  private static DefaultErrorHandler withoutEnd() {
    ExponentialBackOff backOff = new ExponentialBackOff(100, 2);
    backOff.setMaxInterval(2_000);
    DefaultErrorHandler handler = new DefaultErrorHandler(backOff);
    handler.setClassifications(Map.of(), true);
    return handler;
  }
}
