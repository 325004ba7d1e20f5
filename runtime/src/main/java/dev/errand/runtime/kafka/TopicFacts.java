package dev.errand.runtime.kafka;

import java.util.Map;
import java.util.Set;

/** What the broker knows of a topic at this moment. */
interface TopicFacts extends AutoCloseable {

  /**
   * How many partitions there are.
   *
   * @throws org.apache.kafka.common.KafkaException if it does not say in time
   */
  int partitions();

  /**
   * The offset behind the last record of each of these partitions.
   *
   * @throws org.apache.kafka.common.KafkaException if it does not say in time
   */
  Map<Integer, Long> ends(Set<Integer> partitions);

  @Override
  void close();
}
