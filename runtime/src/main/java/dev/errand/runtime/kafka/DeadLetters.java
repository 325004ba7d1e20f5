package dev.errand.runtime.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Headers;
import org.springframework.kafka.core.KafkaTemplate;

/**
 * Puts records that are no commands on the dead topic: their own key, headers and bytes, and why,
 * in headers that begin with {@code errand-}. A record may lie there twice; place and offset tell.
 */
final class DeadLetters {

  /** Longer than the producer's delivery timeout of 2 min: it decides. */
  private static final Duration LONGEST_SEND = Duration.ofMinutes(3);

  /** What is kept of a value that leaves no room for the headers beside it. */
  private static final int KEPT = 900_000;

  private final KafkaTemplate<byte[], byte[]> kafka;
  private final String topic;

  DeadLetters(KafkaTemplate<byte[], byte[]> kafka, String topic) {
    this.kafka = kafka;
    this.topic = topic;
  }

  /** A record, and why it is here. */
  record Dead(ConsumerRecord<byte[], byte[]> record, String code, String reason) {}

  /**
   * Returns when all are safely there.
   *
   * @throws KafkaException if they may not be
   */
  void bury(List<Dead> dead) {
    List<CompletableFuture<?>> sending =
        dead.stream().<CompletableFuture<?>>map(this::send).toList();
    for (int i = 0; i < dead.size(); i++) {
      try {
        sending.get(i).get(LONGEST_SEND.toMillis(), TimeUnit.MILLISECONDS);
      } catch (ExecutionException failed) {
        sendShortened(dead.get(i), failed);
      } catch (TimeoutException slow) {
        throw new KafkaException("The dead topic does not answer");
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new KafkaException("Interrupted while writing to the dead topic");
      }
    }
  }

  private CompletableFuture<?> send(Dead dead) {
    ConsumerRecord<byte[], byte[]> record = dead.record();
    ProducerRecord<byte[], byte[]> copy =
        new ProducerRecord<>(topic, null, record.key(), record.value(), record.headers());
    tell(copy.headers(), dead);
    return kafka.send(copy);
  }

  private void sendShortened(Dead dead, ExecutionException failed) {
    byte[] value = dead.record().value();
    if (!(failed.getCause() instanceof KafkaException cause
            && (cause instanceof RecordTooLargeException
                || cause.getCause() instanceof RecordTooLargeException))
        || value == null) {
      throw new KafkaException("A record did not reach the dead topic");
    }
    ProducerRecord<byte[], byte[]> copy =
        new ProducerRecord<>(
            topic, dead.record().key(), Arrays.copyOf(value, Math.min(value.length, KEPT)));
    tell(copy.headers(), dead);
    copy.headers().add("errand-cut-from", text(Integer.toString(value.length)));
    try {
      kafka.send(copy).get(LONGEST_SEND.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException again) {
      throw new KafkaException("A record did not reach the dead topic");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new KafkaException("Interrupted while writing to the dead topic");
    }
  }

  private static void tell(Headers headers, Dead dead) {
    headers
        .add("errand-code", text(dead.code()))
        .add("errand-reason", text(dead.reason()))
        .add("errand-topic", text(dead.record().topic()))
        .add("errand-partition", text(Integer.toString(dead.record().partition())))
        .add("errand-offset", text(Long.toString(dead.record().offset())));
  }

  private static byte[] text(String value) {
    return value.getBytes(StandardCharsets.UTF_8);
  }
}
