package dev.errand.apiingest.command;

import dev.errand.pipeline.CrashPoint;
import dev.errand.runtime.kafka.EventCodec;
import dev.errand.schemas.Command;
import dev.errand.schemas.Commands;
import dev.errand.schemas.Topics;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaTemplate;

/** Puts commands on Kafka and waits, bounded, until every in-sync replica has them. */
final class CommandPublisher {

  private static final Logger LOG = LoggerFactory.getLogger(CommandPublisher.class);

  /** A little longer than the producer's own {@code delivery.timeout.ms}. */
  private static final Duration PATIENCE = Duration.ofSeconds(12);

  private final KafkaTemplate<byte[], byte[]> kafka;

  CommandPublisher(KafkaTemplate<byte[], byte[]> kafka) {
    this.kafka = kafka;
  }

  /** Whether Kafka has confirmed it. If not, it may be there all the same. */
  boolean publish(Command command) {
    CrashPoint.hit(CrashPoint.API_RECORDED);
    String topic = Topics.of(command.operation()).commands();
    try {
      kafka
          .send(EventCodec.encode(topic, Commands.write(command)))
          .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      CrashPoint.hit(CrashPoint.API_PUBLISHED);
      return true;
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      // The template throws its own KafkaException where it cannot even send.
      return unconfirmed(command, e);
    } catch (org.springframework.kafka.KafkaException e) {
      return unconfirmed(command, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return unconfirmed(command, e);
    }
  }

  private static boolean unconfirmed(Command command, Exception cause) {
    LOG.atWarn()
        .addKeyValue("userId", command.user())
        .addKeyValue("commandId", command.id())
        .addKeyValue("operation", command.operation())
        .setCause(cause)
        .log("Kafka did not confirm a command; the caller is asked to repeat it");
    return false;
  }
}
