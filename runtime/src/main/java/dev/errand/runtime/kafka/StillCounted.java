package dev.errand.runtime.kafka;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether Kafka counts a consumer in. Its own assignment does not tell: who slept through its
 * session holds that until a heartbeat is answered, and polls may bring what was fetched before
 * then. So the group's coordinator is asked, with a commit that says nothing new; it takes that
 * from a member only.
 */
final class StillCounted {

  private static final Logger log = LoggerFactory.getLogger(StillCounted.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private StillCounted() {}

  /** Waits for the answer; none in time is a no. For the consumer's thread only. */
  static boolean in(Consumer<?, ?> consumer, TopicPartition assigned) {
    try {
      consumer.commitSync(Map.of(assigned, committed(consumer, assigned)), PATIENCE);
      return true;
    } catch (KafkaException refused) {
      log.atInfo()
          .addKeyValue("partition", assigned)
          .addKeyValue("reason", refused.getMessage())
          .log("Kafka does not confirm that a partition is ours; it is left to its owner for now");
      return false;
    }
  }

  private static OffsetAndMetadata committed(Consumer<?, ?> consumer, TopicPartition assigned) {
    Set<TopicPartition> one = Set.of(assigned);
    @Nullable OffsetAndMetadata known = consumer.committed(one, PATIENCE).get(assigned);
    return known == null
        ? new OffsetAndMetadata(consumer.beginningOffsets(one, PATIENCE).getOrDefault(assigned, 0L))
        : known;
  }
}
