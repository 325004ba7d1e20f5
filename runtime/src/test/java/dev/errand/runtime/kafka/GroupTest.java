package dev.errand.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import dev.errand.schemas.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Workers share the partitions of a topic among themselves, under either protocol. */
@ResourceLock(Crew.ALONE)
@Execution(ExecutionMode.CONCURRENT)
class GroupTest {

  private static final List<String> USERS =
      IntStream.range(0, 30).mapToObj(n -> "user-" + n).toList();

  private static final int EACH = 20;
  private static final int ALL = USERS.size() * EACH;

  @ParameterizedTest(name = "{0}")
  @EnumSource(GroupProtocol.class)
  void whoeverJoinsLeavesOrDiesEachCommandHasOneResultOneEffectAndItsPlace(GroupProtocol protocol) {
    try (Crew crew = new Crew(protocol, 6, Duration.ofMinutes(10));
        var producer = crew.producer()) {
      Crew.Member first = crew.join().awaitOwns(6);
      Crew.publish(producer, USERS, 0, 5);
      Crew.Member second = crew.join();
      Crew.publish(producer, USERS, 5, 8);
      second.awaitOwns(1);
      Crew.publish(producer, USERS, 8, 12);
      first.leave();
      Crew.publish(producer, USERS, 12, 15);
      second.awaitOwns(6);
      Crew.Member third = crew.join().awaitOwns(1);
      Crew.publish(producer, USERS, 15, EACH);
      await().atMost(Crew.PATIENCE).until(() -> crew.takenIn() == ALL);
      second.die();
      third.awaitOwns(6);

      Map<String, Result> results = crew.results(ALL);

      assertThat(results).hasSize(ALL);
      assertThat(results.values()).extracting(Result::status).containsOnly(Status.SUCCEEDED);
      for (String user : USERS) {
        assertThat(crew.provider.of(new UserId(user)))
            .containsExactlyElementsOf(Crew.ids(user, 0, EACH));
      }
    }
  }
}
