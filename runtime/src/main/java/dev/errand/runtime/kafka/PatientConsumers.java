package dev.errand.runtime.kafka;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;

/**
 * Makes consumers that are told where to read on by us, and never by Kafka. The client of the
 * {@code consumer} protocol (kafka-clients 4.2) looks for committed offsets on a thread of its own
 * while we are still being asked, and complains that there are none; with the next poll it has
 * ours. To Spring that complaint is the consumer's end.
 */
final class PatientConsumers extends DefaultKafkaConsumerFactory<byte[], byte[]> {

  /** So often in a row it is no race. */
  private static final int PATIENCE = 100;

  PatientConsumers(Map<String, Object> settings) {
    super(settings);
  }

  @Override
  protected Consumer<byte[], byte[]> createRawConsumer(Map<String, Object> settings) {
    return new Patient(settings);
  }

  private static final class Patient extends KafkaConsumer<byte[], byte[]> {

    private int complaints;

    Patient(Map<String, Object> settings) {
      super(settings);
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
      try {
        ConsumerRecords<byte[], byte[]> records = super.poll(timeout);
        complaints = 0;
        return records;
      } catch (NoOffsetForPartitionException early) {
        if (++complaints > PATIENCE) {
          throw early;
        }
        return ConsumerRecords.empty();
      }
    }
  }
}
