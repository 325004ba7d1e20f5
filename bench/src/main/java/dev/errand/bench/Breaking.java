package dev.errand.bench;

import dev.errand.schemas.Topics;
import dev.errand.schemas.UserId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;

/** What scenarios that break something have in common. */
final class Breaking {

  private Breaking() {}

  /** Where the user's commands are, by Kafka's own rule for keys. */
  static int partition(UserId user) {
    byte[] key = user.value().getBytes(StandardCharsets.UTF_8);
    return BuiltInPartitioner.partitionForKey(key, Topics.LOCAL_PARTITIONS);
  }

  /** When the first result was seen, on the clock of {@link System#nanoTime}. */
  static long first(Collection<Answer> answers) {
    return answers.stream()
        .filter(answer -> answer.result() != null)
        .mapToLong(Answer::seen)
        .min()
        .orElse(Long.MAX_VALUE);
  }

  static void sleep(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }
}
