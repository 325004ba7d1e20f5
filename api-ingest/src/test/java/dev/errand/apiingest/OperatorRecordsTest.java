package dev.errand.apiingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.errand.local.LocalKafka;
import dev.errand.runtime.kafka.EventCodec;
import dev.errand.schemas.Command;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.Commands;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Topics;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Dead records lie on a real topic: listed, looked at, put back. */
class OperatorRecordsTest extends OperatorApiTest {

  private ProducerRecord<byte[], byte[]> record(Command command) {
    return EventCodec.encode(Topics.NOTE.dead(), Commands.write(command));
  }

  /** Buries a record as a worker does. */
  private String buried(ProducerRecord<byte[], byte[]> record, String from, @Nullable String cut) {
    return buried(record, from, cut, "invalid_command");
  }

  private String buried(
      ProducerRecord<byte[], byte[]> record, String from, @Nullable String cut, String code) {
    record
        .headers()
        .add("errand-code", code.getBytes(UTF_8))
        .add("errand-reason", "the data is not valid".getBytes(UTF_8))
        .add("errand-topic", from.getBytes(UTF_8))
        .add("errand-partition", "3".getBytes(UTF_8))
        .add("errand-offset", "7".getBytes(UTF_8));
    if (cut != null) {
      record.headers().add("errand-cut-from", cut.getBytes(UTF_8));
    }
    var place = kafka.send(record).orTimeout(20, TimeUnit.SECONDS).join().getRecordMetadata();
    return RECORDS + "/" + place.partition() + "/" + place.offset();
  }

  private String buried(Command command) {
    return buried(record(command), Topics.NOTE.commands(), null);
  }

  @Test
  void whatWasNoCommandIsListedWithoutItsBytesAndShownWithThem() {
    Command command = command("c-1");
    String place = buried(command);
    HttpResponse<String> response = get(RECORDS + "?limit=500");
    assertThat(response.body()).doesNotContain(CANARY);
    JsonNode listed =
        json(response)
            .path("records")
            .valueStream()
            .filter(each -> each.path("user").asString("").equals(user.value()))
            .findFirst()
            .orElseThrow();
    assertThat(listed.path("code").asString()).isEqualTo("invalid_command");
    assertThat(listed.path("from").path("offset").asInt()).isEqualTo(7);
    assertThat(listed.path("command").asString()).isEqualTo("c-1");
    assertThat(json(get(RECORDS + "?from=2099-01-01T00:00:00Z")).path("records").size()).isZero();

    JsonNode shown = json(get(place));
    assertThat(JSON.readTree(Base64.getDecoder().decode(shown.path("value").asString())))
        .isEqualTo(command.data());
    assertThat(get(RECORDS + "/0/999999").statusCode()).isEqualTo(404);
    assertThat(get(RECORDS + "/77/0").statusCode()).isEqualTo(404);
  }

  @Test
  void recordsAreListedPartByPartAndNoneIsLost() {
    int there = 25;
    for (int number = 0; number < there; number++) {
      buried(command("c-" + number));
    }
    List<String> found = new ArrayList<>();
    String from = "&from=" + Instant.now().minusSeconds(3600);
    JsonNode page = json(get(RECORDS + "?limit=7&user=" + user + from));
    while (page.path("more").asBoolean()) {
      assertThat(page.path("records").size()).isEqualTo(7);
      found.addAll(commands(page));
      page =
          json(get(RECORDS + "?limit=7&user=" + user + "&after=" + page.path("after").asString()));
    }
    found.addAll(commands(page));
    assertThat(found).hasSize(there).doesNotHaveDuplicates();
    assertThat(json(get(RECORDS + "?user=" + user + "&to=2020-01-01T00:00:00Z")).path("records"))
        .isEmpty();
    assertThat(json(get(RECORDS + "?user=" + user + "&code=not_found")).path("records")).isEmpty();
  }

  private static List<String> commands(JsonNode page) {
    return page.path("records").valueStream().map(each -> each.path("command").asString()).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"?partition=0&offset=-1", "?after=x", "?from=yesterday", "/0/-1", "/0/x", "/x/0"})
  void aPlaceThatMakesNoSenseIsAProblem(String path) {
    HttpResponse<String> response = get(RECORDS + path);
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(json(response).path("code").stringValue()).isEqualTo("invalid_command");
    assertThat(json(response).path("detail").asString())
        .containsPattern("(partition|offset|after|from) is not");
  }

  @Test
  void aBrokerThatIsAwayIsToldAsSuch() {
    LocalKafka.shared().kill();
    try {
      HttpResponse<String> response = get(RECORDS);
      assertThat(response.statusCode()).isEqualTo(503);
      assertThat(json(response).path("retryable").booleanValue()).isTrue();
    } finally {
      LocalKafka.shared().start();
    }
    await().atMost(Duration.ofSeconds(30)).until(() -> get(RECORDS).statusCode() == 200);
  }

  @Test
  void allRecordsOfAUserAreReplayedAndNoneTwice() {
    rejected(command("c-1"));
    buried(command("c-1"));
    buried(command("c-2"));
    fails("c-3");
    buried(command("c-3"));
    JsonNode first = json(post(RECORDS + "/replay?limit=2&user=" + user));
    assertThat(first.path("more").asBoolean()).isTrue();
    JsonNode second =
        json(post(RECORDS + "/replay?user=" + user + "&after=" + first.path("after").asString()));
    assertThat(second.path("more").asBoolean()).isFalse();
    assertThat(
            Stream.of(first, second)
                .flatMap(each -> each.path("replayed").valueStream())
                .map(each -> each.path("command").asString()))
        .containsExactlyInAnyOrder("c-1.replay-1", "c-2");
    assertThat(Stream.of(first, second).flatMap(each -> each.path("refused").valueStream()))
        .hasSize(1);

    arrives(command("c-1.replay-1"));
    arrives(command("c-2"));
    JsonNode again = json(post(RECORDS + "/replay?user=" + user));
    assertThat(again.path("replayed")).isEmpty();
    assertThat(again.path("refused").size()).isEqualTo(3);
  }

  @Test
  void allRecordsOfACauseInATimeAreReplayedAndNeverAllThereIs() {
    String code = "code=code-" + UUID.randomUUID();
    ProducerRecord<byte[], byte[]> garbage =
        new ProducerRecord<>(Topics.NOTE.dead(), user.value().getBytes(UTF_8), new byte[] {0, 1});
    buried(record(command("c-1")), code.substring(5));
    buried(garbage, code.substring(5));
    assertThat(post(RECORDS + "/replay").statusCode()).isEqualTo(400);
    assertThat(post(RECORDS + "/replay?" + code).statusCode()).isEqualTo(400);
    String past = "&from=2020-01-01T00:00:00Z&to=2021-01-01T00:00:00Z";
    assertThat(json(post(RECORDS + "/replay?" + code + past)).path("replayed")).isEmpty();
    String now = "&from=2020-01-01T00:00:00Z&to=2099-01-01T00:00:00Z";
    JsonNode many = json(post(RECORDS + "/replay?" + code + now));
    assertThat(many.path("replayed").size()).isEqualTo(1);
    assertThat(many.path("refused").path(0).path("why").asString()).contains("names no user");
    assertThat(many.path("confirmed").asBoolean()).isTrue();
  }

  @Test
  void whatComesBackWhileManyAreReplayedIsLeftForAnotherTime() {
    ProducerRecord<byte[], byte[]> record = record(command("c-1"));
    long soon = Instant.now().plusSeconds(60).toEpochMilli();
    buried(
        new ProducerRecord<>(
            record.topic(), null, soon, record.key(), record.value(), record.headers()),
        "invalid_command");
    assertThat(json(get(RECORDS + "?user=" + user)).path("records").size()).isEqualTo(1);
    JsonNode many = json(post(RECORDS + "/replay?user=" + user));
    assertThat(many.path("replayed")).isEmpty();
    assertThat(many.path("refused")).isEmpty();
  }

  private void buried(ProducerRecord<byte[], byte[]> record, String code) {
    buried(record, Topics.NOTE.commands(), null, code);
  }

  @Test
  void aRecordWhoseIdWasRejectedComesBackUnderANewOneThatIsAlwaysTheSame() {
    Command command = command("c-1");
    rejected(command);
    String place = buried(command);
    try (Topic commands = new Topic(Topics.NOTE.commands())) {
      for (int time = 0; time < 2; time++) {
        HttpResponse<String> response = post(place + "/replay");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        Command again = read(commands.next());
        assertThat(again.id()).isEqualTo(new CommandId("c-1.replay-1"));
        assertThat(again.replays()).isNull();
        assertThat(again.data()).isEqualTo(command.data());
      }
    }
  }

  @Test
  void aRecordWhoseReplayWasTurnedAwayComesBackOnceMoreAndOneThatRunsDoesNot() {
    Command command = command("c-1");
    rejected(command);
    rejected(command("c-1.replay-1"), ProblemCode.QUOTA_EXCEEDED);
    String place = buried(command);
    HttpResponse<String> response = post(place + "/replay");
    assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
    assertThat(json(response).path("command").asString()).isEqualTo("c-1.replay-2");
    arrives(command("c-1.replay-2"));
    assertConflict(place, "replayed already");
  }

  @Test
  void ofARecordAndItsReplayThatWasNoCommandEitherTheLastOneGoesOn() {
    rejected(command("c-1"));
    rejected(command("c-1.replay-1"));
    assertConflict(buried(command("c-1")), "rejected too");
    HttpResponse<String> response = post(buried(command("c-1.replay-1")) + "/replay");
    assertThat(json(response).path("command").asString()).isEqualTo("c-1.replay-2");
  }

  @Test
  void bytesThatNobodyCanReadComeBackAsTheyWere() {
    ProducerRecord<byte[], byte[]> garbage =
        new ProducerRecord<>(Topics.NOTE.dead(), user.value().getBytes(UTF_8), new byte[] {0, 1});
    garbage.headers().add("own", new byte[] {7});
    String place = buried(garbage, Topics.NOTE.commands(), null);
    try (Topic commands = new Topic(Topics.NOTE.commands())) {
      assertThat(post(place + "/replay").statusCode()).isEqualTo(202);
      ConsumerRecord<byte[], byte[]> again = commands.next();
      assertThat(again.value()).containsExactly(0, 1);
      assertThat(again.headers().toArray())
          .extracting(header -> header.key())
          .containsExactly("own");
    }
  }

  @Test
  void aBadCopyOfACommandThatRanIsNotReplayed() {
    Command failed = fails("c-1");
    assertConflict(buried(failed), "bad copy");
  }

  @Test
  void whatWasCutOrCameFromElsewhereIsNotReplayed() {
    assertConflict(
        buried(record(command("c-1")), Topics.NOTE.commands(), "2000000"), "Only a part");
    assertConflict(buried(record(command("c-2")), "errand.mail.commands", null), "Nobody knows");
  }

  private void assertConflict(String place, String title) {
    HttpResponse<String> response = post(place + "/replay");
    assertThat(response.statusCode()).isEqualTo(409);
    assertThat(json(response).path("title").stringValue()).contains(title);
  }
}
