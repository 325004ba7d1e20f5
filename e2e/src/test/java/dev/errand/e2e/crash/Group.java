package dev.errand.e2e.crash;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.common.GroupState;

/** A consumer group as the broker sees it. */
final class Group {

  private final String bootstrapServers;
  private final String id;

  Group(String bootstrapServers, String id) {
    this.bootstrapServers = bootstrapServers;
    this.id = id;
  }

  /** Whether one member is left, and has taken all over that there is. */
  boolean isOfOne() {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      ConsumerGroupDescription group =
          admin.describeConsumerGroups(List.of(id)).all().get().values().iterator().next();
      return group.groupState() == GroupState.STABLE && group.members().size() == 1;
    } catch (ExecutionException notNow) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
