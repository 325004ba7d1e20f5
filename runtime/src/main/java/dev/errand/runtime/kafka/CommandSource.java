package dev.errand.runtime.kafka;

import dev.errand.schemas.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Where a worker's commands come from.
 *
 * @param topics of its kind
 * @param group one for each kind of worker
 * @param properties of the application's consumers
 * @param skipLostRecords whether to read on behind records that the topic dropped before they were
 *     read; else their partition waits for an operator
 */
public record CommandSource(
    Topics topics,
    String group,
    Map<String, Object> properties,
    GroupProtocol protocol,
    boolean skipLostRecords) {

  private static final int POLL_RECORDS = 1_000;

  /** A worker that died is missed after this: well under the 15 s in which its users go on. */
  private static final Duration SESSION = Duration.ofSeconds(10);

  private static final Duration HEARTBEAT = Duration.ofSeconds(3);

  public CommandSource {
    properties = Map.copyOf(properties);
  }

  Map<String, Object> settings() {
    Map<String, Object> settings = new HashMap<>(properties);
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    // A place that is gone means lost commands: that must be seen, and not skipped over.
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, POLL_RECORDS);
    switch (protocol) {
      case CLASSIC -> classic(settings);
      case CONSUMER -> brokerDecides(settings);
    }
    return settings;
  }

  private static void classic(Map<String, Object> settings) {
    settings.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
    settings.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    settings.putIfAbsent(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, (int) SESSION.toMillis());
    settings.putIfAbsent(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, (int) HEARTBEAT.toMillis());
  }

  /** Its sessions are the broker's to set; the client refuses to be told. */
  private static void brokerDecides(Map<String, Object> settings) {
    settings.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "consumer");
    settings.remove(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG);
    settings.remove(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG);
    settings.remove(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG);
  }
}
