package dev.errand.runtime.kafka;

import dev.errand.pipeline.engine.Engine;
import dev.errand.pipeline.engine.ResultSink;
import dev.errand.pipeline.engine.Time;
import dev.errand.pipeline.journal.Journal;
import dev.errand.runtime.postgres.PostgresPartitionCounts;
import dev.errand.schemas.Commands;
import dev.errand.schemas.OperationCatalog;
import dev.errand.schemas.Topics;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
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

  /** What keeps the order of a commands topic while its partitions become more. */
  public static Growth growth(
      Map<String, Object> adminProperties, Topics topics, DataSource database, Time time) {
    return new Growth(
        topics.commands(),
        new AskBroker(adminProperties, topics.commands()),
        new PostgresPartitionCounts(database),
        time.clock(),
        Growth.PRODUCERS_HEAR);
  }

  /** What brings postponed commands of a topic back to it when they are due. */
  public static SendDue sendDue(
      Journal journal, KafkaTemplate<byte[], byte[]> kafka, Topics topics) {
    return new SendDue(journal, kafka, topics.commands()).start();
  }

  /** The consumer of a commands topic, which runs the engine's partitions. Not started yet. */
  public static CommandConsumer commands(
      CommandSource source,
      Engine engine,
      Growth growth,
      OperationCatalog catalog,
      KafkaTemplate<byte[], byte[]> kafka,
      ConsumerObserver observer,
      Time time) {
    ConsumerState state = new ConsumerState(time.nanos());
    ReadRecords read =
        new ReadRecords(
            new Commands(catalog, source.topics()),
            growth.homes(),
            new DeadTopic(kafka, source.topics().dead()),
            observer,
            time.clock());
    return new CommandConsumer(
        new PatientConsumers(source.settings()),
        source.topics().commands(),
        new CommandListener(engine, read, growth, state),
        new TryAgain(state, observer, source.skipLostRecords()),
        state);
  }
}
