package dev.errand.apiingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.schemas.Command;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Topics;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A dead record comes back to its commands topic, or many do; and none of them twice. */
class ReplayRecordsTest extends RecordsApiTest {

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
