package dev.errand.apiingest.command;

import dev.errand.pipeline.CrashPoint;
import dev.errand.runtime.kafka.EventCodec;
import dev.errand.schemas.Command;
import dev.errand.schemas.Commands;
import dev.errand.schemas.Topics;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaTemplate;

/** Puts commands on Kafka and waits, bounded, until every in-sync replica has them. */
public final class CommandPublisher {

  private static final Logger LOG = LoggerFactory.getLogger(CommandPublisher.class);

  /** A little longer than the producer's own {@code delivery.timeout.ms}. */
  private static final Duration PATIENCE = Duration.ofSeconds(12);

  private final KafkaTemplate<byte[], byte[]> kafka;

  CommandPublisher(KafkaTemplate<byte[], byte[]> kafka) {
    this.kafka = kafka;
  }

  /** Whether Kafka has confirmed it. If not, it may be there all the same. */
  public boolean publish(Command command) {
    CrashPoint.hit(CrashPoint.API_RECORDED);
    String topic = Topics.of(command.operation()).commands();
    Optional<Exception> failed = send(EventCodec.encode(topic, Commands.write(command)));
    failed.ifPresentOrElse(
        cause ->
            LOG.atWarn()
                .addKeyValue("userId", command.user())
                .addKeyValue("commandId", command.id())
                .addKeyValue("operation", command.operation())
                .setCause(cause)
                .log("Kafka did not confirm a command; the caller is asked to repeat it"),
        () -> CrashPoint.hit(CrashPoint.API_PUBLISHED));
    return failed.isEmpty();
  }

  /** The same for a record that holds a command, or did not yet. */
  public boolean publish(ProducerRecord<byte[], byte[]> record) {
    Optional<Exception> failed = send(record);
    failed.ifPresent(
        cause ->
            LOG.atWarn()
                .addKeyValue("topic", record.topic())
                .setCause(cause)
                .log("Kafka did not confirm a record; the caller is asked to repeat it"));
    return failed.isEmpty();
  }

  private Optional<Exception> send(ProducerRecord<byte[], byte[]> record) {
    try {
      var _ = kafka.send(record).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      return Optional.empty();
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      // The template throws its own KafkaException where it cannot even send.
      return Optional.of(e);
    } catch (org.springframework.kafka.KafkaException e) {
      return Optional.of(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of(e);
    }
  }
}
