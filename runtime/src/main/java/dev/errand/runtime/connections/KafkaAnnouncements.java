package dev.errand.runtime.connections;

import dev.errand.connections.Connection;
import dev.errand.connections.Connection.State;
import dev.errand.connections.ReconnectCause;
import dev.errand.schemas.Topics;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Changes of connections on {@code errand.connections}: key {@code user|provider}, the value a
 * small JSON object without any token.
 */
final class KafkaAnnouncements implements Announcements {

  private static final JsonMapper JSON = JsonMapper.shared();

  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final KafkaTemplate<String, String> kafka;

  KafkaAnnouncements(KafkaTemplate<String, String> kafka) {
    this.kafka = kafka;
  }

  @Override
  public void tell(Connection connection) {
    try {
      kafka
          .send(Topics.CONNECTIONS, key(connection), JSON.writeValueAsString(value(connection)))
          .get(LONGEST.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException | KafkaException failed) {
      throw new NotTold("the broker does not answer");
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new NotTold("this instance stops");
    }
  }

  static String key(Connection connection) {
    return connection.user().value() + "|" + connection.provider().wireName();
  }

  static Map<String, Object> value(Connection connection) {
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("user", connection.user().value());
    value.put("provider", connection.provider().wireName());
    value.put("connection", connection.id().toString());
    value.put("version", connection.version());
    value.put("state", connection.state().wireName());
    if (connection.state() instanceof State.ReconnectNeeded(ReconnectCause cause)) {
      value.put("cause", cause.wireName());
    }
    return value;
  }
}
