package dev.errand.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.errand.local.drive.CommandBus;
import dev.errand.local.drive.SandboxDriver;
import dev.errand.schemas.Provider;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import dev.errand.schemas.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/**
 * What no worker can carry out is answered, or put aside where nobody can be answered; no provider
 * hears of it; and the next command of the same partition is done as if nothing had been there.
 */
class BadInputTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String RUN = UUID.randomUUID().toString().substring(0, 6);
  private static final UserId USER = new UserId("bad-" + RUN);
  private static final UserId STRANGER = BadInput.neighbour(USER);

  private static final Queue<Result> results = new ConcurrentLinkedQueue<>();
  private static final Queue<ConsumerRecord<byte[], byte[]>> dead = new ConcurrentLinkedQueue<>();
  private static final SandboxDriver sandbox = TestStack.shared().sandbox();
  private static final CommandBus bus =
      new CommandBus(TestStack.shared().stack().bootstrapServers(), results::add, dead::add);

  @BeforeAll
  static void connect() {
    sandbox.makePerson(USER.value());
    for (Provider provider : Provider.values()) {
      TestStack.shared().connecting().connect(USER, provider);
    }
  }

  @AfterAll
  static void disconnect() {
    bus.close();
  }

  @ParameterizedTest
  @EnumSource
  void isToldAndHarmsNobody(BadInput input) throws Exception {
    String id = "bad-" + input;
    String next = "next-" + input;
    long before = sandbox.ledgerEnd();
    int partition = BadInput.partition(USER);
    ProducerRecord<byte[], byte[]> bad = input.record(USER, STRANGER, id);

    long offset = bus.send(inPartition(partition, bad)).get().offset();
    bus.publish(Mix.look(USER, next, input.topics()));
    Result after = result(USER, next);

    assertThat(after.status()).as("%s", after.problem()).isEqualTo(Status.SUCCEEDED);
    expectAnswer(input, id);
    expectDeadRecord(input, bad, partition, offset);
    assertThat(calls(before)).as("calls since the bad record").hasSize(1);
  }

  private static void expectAnswer(BadInput input, String id) {
    UserId addressee = input == BadInput.NO_CONNECTION ? STRANGER : USER;
    if (input.code() == null) {
      assertThat(results).noneMatch(result -> result.command().id().value().equals(id));
      return;
    }
    Result answer = result(addressee, id);
    assertThat(answer.status()).isEqualTo(input.status());
    assertThat(answer.problem())
        .isNotNull()
        .satisfies(problem -> assertThat(problem.code()).isEqualTo(input.code()));
  }

  /** With its own bytes, and a reason that quotes none of them. */
  private static void expectDeadRecord(
      BadInput input, ProducerRecord<byte[], byte[]> bad, int partition, long offset) {
    String place = "%s %d %d".formatted(bad.topic(), partition, offset);
    if (!input.isDead()) {
      assertThat(dead).noneMatch(record -> place(record).equals(place));
      return;
    }
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(dead).anyMatch(record -> place(record).equals(place)));
    assertThat(dead)
        .filteredOn(record -> place(record).equals(place))
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.topic()).isEqualTo(input.topics().dead());
              assertThat(record.key()).isEqualTo(bad.key());
              expectBytes(input, bad.value(), record.value());
              assertThat(header(record, "errand-code")).isEqualTo(input.deadCode());
              assertThat(header(record, "errand-reason"))
                  .isNotBlank()
                  .doesNotContain(BadInput.CANARY);
            });
  }

  private static void expectBytes(BadInput input, byte @Nullable [] sent, byte @Nullable [] kept) {
    if (sent == null || kept == null) {
      assertThat(kept).isEqualTo(sent);
      return;
    }
    assertThat(kept.length < sent.length).isEqualTo(input.isCut());
    assertThat(sent).startsWith(kept);
  }

  /** Where the record lay that was put aside. */
  private static String place(ConsumerRecord<byte[], byte[]> dead) {
    return "%s %s %s"
        .formatted(
            header(dead, "errand-topic"),
            header(dead, "errand-partition"),
            header(dead, "errand-offset"));
  }

  private static Result result(UserId user, String id) {
    return await()
        .atMost(PATIENCE)
        .until(
            () ->
                results.stream()
                    .filter(each -> each.user().equals(user))
                    .filter(each -> each.command().id().value().equals(id))
                    .findFirst()
                    .orElse(null),
            found -> found != null);
  }

  private static List<JsonNode> calls(long since) {
    List<String> people = List.of(USER.value(), STRANGER.value());
    return sandbox.ledgerSince(since).stream()
        .filter(call -> people.contains(call.path("person").asString("")))
        .toList();
  }

  private static ProducerRecord<byte[], byte[]> inPartition(
      int partition, ProducerRecord<byte[], byte[]> record) {
    return new ProducerRecord<>(
        record.topic(), partition, record.key(), record.value(), record.headers());
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), UTF_8);
  }
}
