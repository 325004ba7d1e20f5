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
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.KafkaTemplate;

/**
 * Puts records that are no commands on the dead topic: their own key, headers and bytes, and why,
 * in headers that begin with {@code errand-}. A record may lie there twice; place and offset tell.
 */
final class DeadTopic {

  /** Longer than the producer's delivery timeout of 2 min: it decides. */
  private static final Duration LONGEST_SEND = Duration.ofMinutes(3);

  /** What is kept of a value that leaves no room for the headers beside it. */
  private static final int KEPT = 900_000;

  /** More than any key of ours has. */
  private static final int KEPT_OF_KEY = 10_000;

  private final KafkaTemplate<byte[], byte[]> kafka;
  private final String topic;

  DeadTopic(KafkaTemplate<byte[], byte[]> kafka, String topic) {
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
    return send(copy);
  }

  /** Spring throws what the producer knows at once, as that a record is too large. */
  private CompletableFuture<?> send(ProducerRecord<byte[], byte[]> copy) {
    try {
      return kafka.send(copy);
    } catch (RuntimeException atOnce) {
      return CompletableFuture.failedFuture(atOnce);
    }
  }

  private void sendShortened(Dead dead, ExecutionException failed) {
    if (!isTooLarge(failed)) {
      throw new KafkaException("A record did not reach the dead topic");
    }
    byte[] key = dead.record().key();
    byte[] value = dead.record().value();
    ProducerRecord<byte[], byte[]> copy =
        new ProducerRecord<>(topic, cut(key, KEPT_OF_KEY), cut(value, KEPT));
    tell(copy.headers(), dead);
    copy.headers().add("errand-cut-from", text(Integer.toString(value == null ? 0 : value.length)));
    try {
      send(copy).get(LONGEST_SEND.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException again) {
      throw new KafkaException("A record did not reach the dead topic");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new KafkaException("Interrupted while writing to the dead topic");
    }
  }

  private static boolean isTooLarge(Throwable failed) {
    return failed instanceof RecordTooLargeException
        || (failed.getCause() != null && isTooLarge(failed.getCause()));
  }

  private static byte @Nullable [] cut(byte @Nullable [] bytes, int most) {
    return bytes == null || bytes.length <= most ? bytes : Arrays.copyOf(bytes, most);
  }

  /** In our words only: what a producer says under such a name is not kept. */
  private static void tell(Headers headers, Dead dead) {
    for (Header header : headers.toArray()) {
      if (DeadRecord.isOurs(header)) {
        headers.remove(header.key());
      }
    }
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
