package dev.errand.runtime.connections;

import dev.errand.connections.Connection;
import dev.errand.connections.Connection.State;
import dev.errand.connections.ReconnectCause;
import dev.errand.schemas.ConnectionChange;
import dev.errand.schemas.Topics;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;

/** Changes of connections on {@code errand.connections}: a {@link ConnectionChange} each. */
final class KafkaAnnouncements implements Announcements {

  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final KafkaTemplate<String, String> kafka;

  KafkaAnnouncements(KafkaTemplate<String, String> kafka) {
    this.kafka = kafka;
  }

  @Override
  public void tell(Connection connection) {
    ConnectionChange change = change(connection);
    try {
      kafka
          .send(Topics.CONNECTIONS, change.key(), change.json())
          .get(LONGEST.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException | KafkaException failed) {
      throw new NotTold("the broker does not answer");
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new NotTold("this instance stops");
    }
  }

  static ConnectionChange change(Connection connection) {
    String provider = connection.provider().title();
    State state = connection.state();
    return new ConnectionChange(
        connection.id() + "/" + connection.version(),
        connection.user().value(),
        connection.provider().wireName(),
        connection.id().toString(),
        connection.version(),
        state.wireName(),
        state instanceof State.ReconnectNeeded(ReconnectCause cause) ? cause.wireName() : null,
        connection.changedAt(),
        switch (state) {
          case State.Active _ -> provider + " is connected.";
          case State.ReconnectNeeded(ReconnectCause cause) -> cause.sentence(connection.provider());
          case State.Disconnected _ -> provider + " is disconnected.";
        },
        state instanceof State.ReconnectNeeded
            ? "Connect " + provider + " again; what waits for it then goes on."
            : null);
  }
}
