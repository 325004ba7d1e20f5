package dev.errand.runtime.connections;

import dev.errand.connections.UsableTokens;
import dev.errand.schemas.Provider;
import dev.errand.schemas.Topics;
import dev.errand.schemas.UserId;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;
import org.springframework.kafka.listener.MessageListener;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Hears on {@code errand.connections} what other processes changed, so that a token that was cached
 * before a disconnect is not used after it. Every process hears everything, from now on: what it
 * missed before, its empty cache does not hold.
 */
final class HearChanges implements MessageListener<String, String> {

  private static final Logger log = LoggerFactory.getLogger(HearChanges.class);
  private static final JsonMapper JSON = JsonMapper.shared();

  private final UsableTokens tokens;
  private final ConnectionChanged next;

  private HearChanges(UsableTokens tokens, ConnectionChanged next) {
    this.tokens = tokens;
    this.next = next;
  }

  /**
   * A consumer with a group of its own, which commits nothing and so leaves nothing behind.
   *
   * @param next told after the cached token is dropped
   */
  static KafkaMessageListenerContainer<String, String> container(
      ConsumerFactory<?, ?> consumers, UsableTokens tokens, ConnectionChanged next) {
    Map<String, Object> configuration = new HashMap<>(consumers.getConfigurationProperties());
    configuration.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
    configuration.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    ContainerProperties properties = new ContainerProperties(Topics.CONNECTIONS);
    properties.setGroupId("errand-connections-" + UUID.randomUUID());
    properties.setAckMode(ContainerProperties.AckMode.MANUAL);
    properties.setMessageListener(new HearChanges(tokens, next));
    return new KafkaMessageListenerContainer<>(
        new DefaultKafkaConsumerFactory<>(
            configuration, new StringDeserializer(), new StringDeserializer()),
        properties);
  }

  @Override
  public void onMessage(ConsumerRecord<String, String> change) {
    try {
      JsonNode value = JSON.readTree(change.value());
      UserId user = new UserId(value.path("user").asString(""));
      Provider provider = Provider.ofWireName(value.path("provider").asString(""));
      tokens.changed(user, provider, value.path("version").asLong());
      next.changed(user, provider, false); // which may be long ago: WatchChanges tells of it
    } catch (JacksonException | IllegalArgumentException notOurs) {
      log.atWarn()
          .addKeyValue("partition", change.partition())
          .addKeyValue("offset", change.offset())
          .log("A record of errand.connections cannot be read and is passed over");
    }
  }
}
