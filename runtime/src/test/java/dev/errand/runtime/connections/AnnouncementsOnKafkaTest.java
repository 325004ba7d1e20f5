package dev.errand.runtime.connections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.connections.Connection;
import dev.errand.connections.Connection.State;
import dev.errand.connections.ConnectionId;
import dev.errand.connections.ConnectionStore;
import dev.errand.connections.ReconnectCause;
import dev.errand.connections.Sealed;
import dev.errand.connections.SealedTokens;
import dev.errand.local.LocalKafka;
import dev.errand.local.LocalPostgres;
import dev.errand.schemas.Provider;
import dev.errand.schemas.Topics;
import dev.errand.schemas.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;

class AnnouncementsOnKafkaTest {

  private static ConfigurableApplicationContext app;

  @BeforeAll
  static void start() {
    LocalKafka kafka = LocalKafka.shared();
    kafka.createTopics(
        List.of(
            new NewTopic(Topics.CONNECTIONS, 3, (short) 1)
                .configs(Map.of("cleanup.policy", "compact"))));
    app =
        RealStore.start(
            LocalPostgres.shared().freshDatabase(),
            Map.of(
                "errand.connections.hear-changes",
                "true",
                "spring.kafka.bootstrap-servers",
                kafka.bootstrapServers()));
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  @Test
  void everyChangeIsOnTheTopicUnderItsUserAndProviderAndWithoutAnyToken() {
    ConnectionStore store = app.getBean(ConnectionStore.class);
    Connection connection = connection(new UserId("alice|x"));
    store.add(connection);
    Connection asleep = later(connection, new State.ReconnectNeeded(ReconnectCause.TOKEN_REFUSED));
    store.replace(asleep, 1);
    store.replace(later(asleep, new State.Disconnected()), 2);

    List<ConsumerRecord<String, String>> records = records("alice|x|notion", 3);

    assertThat(records)
        .extracting(ConsumerRecord::value)
        .containsExactlyInAnyOrder(
            """
            {"id":"%1$s/1","user":"alice|x","provider":"notion","connection":"%1$s","version":1,\
            "state":"active","at":"2026-11-20T09:00:00.123456Z","title":"Notion is connected."}\
            """
                .formatted(connection.id()),
            """
            {"id":"%1$s/2","user":"alice|x","provider":"notion","connection":"%1$s","version":2,\
            "state":"reconnect_needed","cause":"token_refused","at":"2026-11-20T09:00:01.123456Z",\
            "title":"Notion no longer accepts the permission you gave.",\
            "action":"Connect Notion again; what waits for it then goes on."}\
            """
                .formatted(connection.id()),
            """
            {"id":"%1$s/3","user":"alice|x","provider":"notion","connection":"%1$s","version":3,\
            "state":"disconnected","at":"2026-11-20T09:00:02.123456Z",\
            "title":"Notion is disconnected."}\
            """
                .formatted(connection.id()));
  }

  @Test
  void whatIsToldAgainOfAVersionIsTheSameToTheByte() {
    ConnectionStore store = app.getBean(ConnectionStore.class);
    Connection connection = connection(new UserId("carol"));
    store.add(connection);
    Connection asleep = later(connection, new State.ReconnectNeeded(ReconnectCause.TOKEN_REFUSED));
    store.replace(asleep, 1);

    assertThat(store.of(asleep.user()))
        .extracting(stored -> KafkaAnnouncements.change(stored).json())
        .containsExactly(KafkaAnnouncements.change(asleep).json());
  }

  @Test
  void aProcessHearsWhatOthersChanged() {
    Connection connection = connection(new UserId("bob"));
    Heard heard = new Heard();
    List<String> told = new CopyOnWriteArrayList<>();
    KafkaMessageListenerContainer<String, String> process =
        HearChanges.container(
            app.getBean(ConsumerFactory.class),
            heard,
            (user, provider, ended) ->
                told.add(user + (ended ? " ended" : "") + " after " + heard.changes));
    process.start();
    try {
      Awaitility.await().until(() -> !List.copyOf(process.getAssignedPartitions()).isEmpty());
      Announcements announcements = app.getBean(Announcements.class);
      Awaitility.await()
          .untilAsserted(
              () -> {
                announcements.tell(connection);
                assertThat(heard.changes).contains("bob notion 1");
                assertThat(told).anyMatch(each -> each.matches("bob after .*bob notion 1.*"));
                announcements.tell(connection(new UserId("bob"), 2, new State.Disconnected()));
                assertThat(heard.changes).contains("bob notion 2");
                assertThat(told).anyMatch(each -> each.matches("bob .*bob notion 2.*"));
                assertThat(told).noneMatch(each -> each.startsWith("bob ended"));
              });
    } finally {
      process.stop();
    }
  }

  private static Connection connection(UserId user) {
    return connection(
        user,
        1,
        new State.Active(
            new SealedTokens(Sealed.of(new byte[] {1}), null, null, null, Instant.EPOCH)));
  }

  private static Connection connection(UserId user, long version, State state) {
    return new Connection(
        new ConnectionId(UUID.randomUUID()),
        user,
        Provider.NOTION,
        version,
        "account of " + user,
        null,
        Set.of(),
        Map.of(),
        state,
        Instant.parse("2026-11-20T09:00:00.123456789Z"));
  }

  private static Connection later(Connection before, State state) {
    return new Connection(
        before.id(),
        before.user(),
        before.provider(),
        before.version() + 1,
        before.account(),
        before.workspace(),
        before.scopes(),
        before.facts(),
        state,
        before.changedAt().plusSeconds(1));
  }

  private static List<ConsumerRecord<String, String>> records(String key, int count) {
    List<ConsumerRecord<String, String>> found = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", LocalKafka.shared().bootstrapServers(),
                "group.id", UUID.randomUUID().toString(),
                "auto.offset.reset", "earliest"),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.subscribe(List.of(Topics.CONNECTIONS));
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () -> {
                consumer
                    .poll(Duration.ofMillis(200))
                    .forEach(
                        record -> {
                          if (key.equals(record.key())) {
                            found.add(record);
                          }
                        });
                return found.size() >= count;
              });
    }
    return found;
  }
}
