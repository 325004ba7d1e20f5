package dev.errand.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.errand.pipeline.Limit;
import dev.errand.pipeline.LimitUnit;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import dev.errand.schemas.UserId;
import dev.errand.schemas.WaitCause;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * A topic that gets more partitions keeps everyone's order; who ignores its partitions does not.
 */
@ResourceLock(Crew.ALONE)
@Execution(ExecutionMode.CONCURRENT)
class GrowthTest {

  private static final List<String> EARLY =
      IntStream.range(0, 40).mapToObj(n -> "early-" + n).toList();

  private static final List<String> MOVING =
      EARLY.stream().filter(user -> home(user, 3) != home(user, 6)).toList();

  /** Users who have sent nothing before the topic grows. */
  private static final List<String> LATE =
      IntStream.range(0, 10).mapToObj(n -> "late-" + n).toList();

  @Test
  void whoMovesWaitsForWhatWasSentBeforeAndNobodyElseDoes() {
    try (Crew crew = new Crew(GroupProtocol.CLASSIC, 3, Duration.ofSeconds(5))) {
      crew.provider.hold(command -> command.value().startsWith("early") && before(command.value()));
      Crew.Member one = crew.join();
      Crew.Member other = crew.join();
      one.awaitOwns(1);
      other.awaitOwns(1);
      try (var producer = crew.producer()) {
        Crew.publish(producer, EARLY, 0, 3);
      }
      crew.grow(6);
      await().atMost(Crew.PATIENCE).until(() -> partitions(crew) == 6);
      try (var producer = crew.producer()) {
        Crew.publish(producer, EARLY, 3, 6);
        Crew.publish(producer, LATE, 0, 1);
      }
      await().atMost(Crew.PATIENCE).until(() -> crew.takenIn() == EARLY.size() * 6 + LATE.size());
      await()
          .atMost(Crew.PATIENCE)
          .until(() -> LATE.stream().noneMatch(user -> of(crew, user).isEmpty()));
      assertThat(crew.counts()).contains(3, 6);
      crew.provider.hold(command -> false);

      assertThat(crew.results(EARLY.size() * 6 + LATE.size()).values())
          .extracting(Result::status)
          .containsOnly(Status.SUCCEEDED);
      for (String user : EARLY) {
        assertThat(of(crew, user)).containsExactlyElementsOf(Crew.ids(user, 0, 6));
      }
      await().atMost(Crew.PATIENCE).until(() -> crew.counts().equals(Set.of(6)));
    }
  }

  @Test
  void aFormerPartitionThatEndsWithATransactionHoldsUpNobody() {
    try (Crew crew = new Crew(GroupProtocol.CLASSIC, 3, Duration.ofMinutes(10))) {
      var _ = crew.join().awaitOwns(3);
      try (var producer = crew.transactionalProducer()) {
        producer.initTransactions();
        producer.beginTransaction();
        Crew.publish(producer, EARLY, 0, 1);
        producer.commitTransaction();
      }
      growAndSendMore(crew);
      assertThat(crew.results(EARLY.size() + MOVING.size()).values())
          .extracting(Result::status)
          .containsOnly(Status.SUCCEEDED);
    }
  }

  @Test
  void aFormerPartitionThatWasEmptiedBeforeItWasReadHoldsUpNobody() {
    try (Crew crew = new Crew(GroupProtocol.CLASSIC, 3, Duration.ofMinutes(10))) {
      try (var producer = crew.producer()) {
        Crew.publish(producer, EARLY, 0, 1);
      }
      crew.dropAll(3);
      var _ = crew.join().awaitOwns(3);
      growAndSendMore(crew);
      assertThat(crew.results(MOVING.size()).values())
          .extracting(Result::status)
          .containsOnly(Status.SUCCEEDED);
    }
  }

  /** Nothing more comes to the former partitions. */
  private static void growAndSendMore(Crew crew) {
    crew.grow(6);
    await().atMost(Crew.PATIENCE).until(() -> partitions(crew) == 6);
    try (var producer = crew.producer()) {
      Crew.publish(producer, MOVING, 1, 2);
    }
  }

  @Test
  void whatWasSentFromTheFormerPartitionCountsInTheLimitsOfWhoMoved() {
    try (Crew crew = new Crew(GroupProtocol.CLASSIC, 3, Duration.ofSeconds(5))) {
      crew.provider.limits =
          List.of(new Limit(LimitUnit.REQUESTS, 4, Duration.ofMinutes(10), 0, "made up"));
      Crew.Member one = crew.join();
      Crew.Member other = crew.join();
      one.awaitOwns(1);
      other.awaitOwns(1);
      try (var producer = crew.producer()) {
        Crew.publish(producer, EARLY, 0, 3);
      }
      assertThat(crew.results(EARLY.size() * 3)).hasSize(EARLY.size() * 3);
      crew.grow(6);
      await().atMost(Crew.PATIENCE).until(() -> one.owns() + other.owns() == 6);
      await().atMost(Crew.PATIENCE).until(() -> crew.counts().equals(Set.of(6)));
      try (var producer = crew.producer()) {
        Crew.publish(producer, EARLY, 3, 6);
      }
      await().atMost(Crew.PATIENCE).until(() -> crew.waitFor(WaitCause.LIMIT) == EARLY.size());
      assertThat(EARLY).allSatisfy(user -> assertThat(of(crew, user)).hasSize(4));
    }
  }

  private static int home(String user, int partitions) {
    return Utils.toPositive(Utils.murmur2(user.getBytes(StandardCharsets.UTF_8))) % partitions;
  }

  private static boolean before(String id) {
    return Integer.parseInt(id.substring(id.lastIndexOf('-') + 1)) < 3;
  }

  private static int partitions(Crew crew) {
    try (KafkaProducer<byte[], byte[]> producer = crew.producer()) {
      return producer.partitionsFor(Crew.record(Crew.command("any", 0)).topic()).size();
    }
  }

  private static List<String> of(Crew crew, String user) {
    return crew.provider.of(new UserId(user));
  }

  /** As a producer with another partitioner does. */
  @Test
  void aCommandWhereItsUserDoesNotBelongIsRefusedAndSaysWhy() {
    try (Crew crew = new Crew(GroupProtocol.CLASSIC, 3, Duration.ofMinutes(10));
        var producer = crew.producer()) {
      var _ = crew.join().awaitOwns(3);
      ProducerRecord<byte[], byte[]> right = Crew.record(Crew.command("ada", 0));
      ProducerRecord<byte[], byte[]> wrong = Crew.record(Crew.command("ada", 1));
      int home = home("ada", 3);
      var _ = producer.send(right);
      var _ = producer.send(elsewhere(wrong, (home + 1) % 3));
      producer.flush();

      Result refused = Objects.requireNonNull(crew.results(2).get("ada-1/result"));
      assertThat(refused.status()).isEqualTo(Status.REJECTED);
      assertThat(refused.problem())
          .satisfies(
              problem -> {
                assertThat(Objects.requireNonNull(problem).code())
                    .isEqualTo(ProblemCode.INVALID_COMMAND);
                assertThat(problem.detail()).contains("partitioner");
              });
      assertThat(crew.dead(1)).containsExactly("ada-1");
      assertThat(crew.misplaced).hasValue(1);
      assertThat(of(crew, "ada")).containsExactly("ada-0");
    }
  }

  private static ProducerRecord<byte[], byte[]> elsewhere(
      ProducerRecord<byte[], byte[]> record, int partition) {
    return new ProducerRecord<>(
        record.topic(), partition, record.key(), record.value(), record.headers());
  }
}
