package dev.errand.runtime.kafka;

import dev.errand.pipeline.CrashPoint;
import dev.errand.pipeline.engine.ResultSink;
import dev.errand.pipeline.journal.StoredResult;
import dev.errand.schemas.Published;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;

/** The results topic. Thread-safe. */
final class KafkaResults implements ResultSink {

  private final KafkaTemplate<byte[], byte[]> kafka;
  private final String topic;

  KafkaResults(KafkaTemplate<byte[], byte[]> kafka, String topic) {
    this.kafka = kafka;
    this.topic = topic;
  }

  @Override
  public CompletableFuture<Void> send(StoredResult result) {
    CrashPoint.hit(CrashPoint.RESULT_SENDING);
    try {
      return CompletableFuture.allOf(
              Published.of(result.result()).stream()
                  .map(event -> kafka.send(EventCodec.encode(topic, event)))
                  .toArray(CompletableFuture[]::new))
          .thenAccept(sent -> CrashPoint.hit(CrashPoint.RESULT_ACKNOWLEDGED));
    } catch (KafkaException noRoom) {
      return CompletableFuture.failedFuture(noRoom);
    }
  }
}
