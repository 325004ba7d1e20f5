package dev.errand.runtime.kafka;

import dev.errand.pipeline.engine.Engine;
import dev.errand.pipeline.engine.ResultSink;
import dev.errand.pipeline.engine.Time;
import dev.errand.schemas.Commands;
import dev.errand.schemas.OperationCatalog;
import dev.errand.schemas.Topics;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;

/** The Kafka side of a worker, put together from the application's Kafka properties. */
public final class WorkerKafka {

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

  /** The consumer of a commands topic, which runs the engine's partitions. Not started yet. */
  public static CommandConsumer commands(
      CommandSource source,
      Engine engine,
      OperationCatalog catalog,
      KafkaTemplate<byte[], byte[]> kafka,
      ConsumerObserver observer,
      Time time) {
    ConsumerState state = new ConsumerState(time.nanos());
    ReadRecords read =
        new ReadRecords(
            new Commands(catalog, source.topics()),
            new DeadLetters(kafka, source.topics().dead()),
            observer,
            time.clock());
    return new CommandConsumer(
        new DefaultKafkaConsumerFactory<>(source.settings()),
        source.topics().commands(),
        new CommandListener(engine, read, state),
        new TryAgain(state, observer, source.skipLostRecords()),
        state);
  }
}
