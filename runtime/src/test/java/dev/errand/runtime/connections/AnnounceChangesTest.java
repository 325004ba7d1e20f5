package dev.errand.runtime.connections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.connections.Connection;
import dev.errand.connections.Connection.State;
import dev.errand.connections.ConnectionId;
import dev.errand.connections.ConnectionStore;
import dev.errand.runtime.connections.RealStore.Told;
import dev.errand.schemas.Provider;
import dev.errand.schemas.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AnnounceChangesTest {

  private final Told told = new Told();
  private final Connection first = connection();
  private final Connection second = later(first);

  private final AnnounceChanges announce =
      new AnnounceChanges(
          told,
          RealStore.bean(ConnectionRows.class),
          RealStore.store(),
          Runnable::run,
          Clock.offset(Clock.systemUTC(), Duration.ofMinutes(1)));

  @Test
  void aChangeTheBrokerDidNotTakeIsToldLaterAndOnce() {
    store().add(first);
    told.away = true;
    announce.announce(first);
    told.away = false;

    announce.catchUp();
    announce.catchUp();

    assertThat(versions()).containsExactly(1L);
  }

  @Test
  void whenAnOldVersionIsToldLastTheNewestIsToldAgain() {
    store().add(first);
    store().replace(second, 1);
    announce.announce(second);
    announce.announce(first);

    announce.catchUp();
    announce.catchUp();

    assertThat(versions()).containsExactly(2L, 1L, 2L);
  }

  private List<Long> versions() {
    return told.changes.stream()
        .filter(change -> change.id().equals(first.id()))
        .map(Connection::version)
        .toList();
  }

  /** The bare one: what is announced here is only what the test announces. */
  private static ConnectionStore store() {
    return RealStore.connections();
  }

  static Connection connection() {
    return version(new ConnectionId(UUID.randomUUID()), 1);
  }

  static Connection later(Connection before) {
    return version(before.id(), before.version() + 1);
  }

  private static Connection version(ConnectionId id, long version) {
    return new Connection(
        id,
        new UserId("user-" + id),
        Provider.NOTION,
        version,
        "account-" + id,
        null,
        Set.of(),
        Map.of(),
        new State.Disconnected(),
        Instant.now());
  }
}
