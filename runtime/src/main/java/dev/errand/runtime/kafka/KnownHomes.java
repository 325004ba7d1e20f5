package dev.errand.runtime.kafka;

import dev.errand.runtime.postgres.PartitionCounts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What may lie where in a commands topic, as far as is known: a record is accepted where its key
 * belongs; and where it belonged before, as long as a producer may not have heard of the change.
 * Thread-safe.
 */
final class KnownHomes {

  private static final Logger log = LoggerFactory.getLogger(KnownHomes.class);

  private final String topic;
  private final TopicFacts broker;
  private final PartitionCounts journal;
  private final Clock clock;
  private final Duration latest;
  private volatile Homes homes = Homes.UNKNOWN;

  KnownHomes(
      String topic, TopicFacts broker, PartitionCounts journal, Clock clock, Duration latest) {
    this.topic = topic;
    this.broker = broker;
    this.journal = journal;
    this.clock = clock;
    this.latest = latest;
  }

  Homes now() {
    return homes;
  }

  /** Asks how many partitions there are now. To be called before a partition is taken over. */
  synchronized void refresh() {
    int count = broker.partitions();
    Homes known = Homes.of(count, journal.seen(topic, count), latest);
    if (homes.count() != 0 && homes.count() < count) {
      log.atInfo()
          .addKeyValue("topic", topic)
          .addKeyValue("before", homes.count())
          .addKeyValue("partitions", count)
          .log("The topic has more partitions; users who move wait until their former one is done");
    }
    homes = known;
  }

  /** Whether the record may lie in its partition, as far as is known without asking. */
  boolean accepts(ConsumerRecord<byte[], byte[]> record) {
    return record.key() == null
        || homes.accept(
            record.partition(),
            record.key(),
            Instant.ofEpochMilli(record.timestamp()),
            clock.instant());
  }

  /** Whether all producers have heard of the count there is. */
  boolean allHeard() {
    return homes.allHeard(clock.instant());
  }

  /** Nothing of what was sent before the topic grew is left, if it has not grown again since. */
  synchronized void settle(Homes seen) {
    if (homes.equals(seen)) {
      journal.settle(topic, seen.count());
      homes = seen.settled();
      log.atInfo()
          .addKeyValue("topic", topic)
          .addKeyValue("partitions", seen.count())
          .log("All commands sent before the topic grew have ended");
    }
  }
}
