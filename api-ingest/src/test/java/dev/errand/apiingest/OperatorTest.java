package dev.errand.apiingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.errand.local.LocalKafka;
import dev.errand.pipeline.Cost;
import dev.errand.pipeline.journal.Arrival;
import dev.errand.pipeline.journal.Arrivals;
import dev.errand.pipeline.journal.Entry;
import dev.errand.pipeline.journal.Fence;
import dev.errand.pipeline.journal.Partition;
import dev.errand.runtime.kafka.EventCodec;
import dev.errand.runtime.postgres.PostgresJournal;
import dev.errand.schemas.Command;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.Commands;
import dev.errand.schemas.OperationCatalog;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.Priority;
import dev.errand.schemas.Problem;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Reading;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import dev.errand.schemas.Timing;
import dev.errand.schemas.Topics;
import dev.errand.schemas.UserId;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.core.KafkaTemplate;
import tools.jackson.databind.JsonNode;

/** Dead letters are left by the real journal, dead records lie on a real topic. */
class OperatorTest extends ApiTest {

  private static final String LETTERS = "/operator/v1/dead-letters";
  private static final String RECORDS = "/operator/v1/dead-records/note";
  private static final OperationName APPEND = new OperationName("note.append");
  private static final String CANARY = "canary";

  @Autowired DataSource database;
  @Autowired KafkaTemplate<byte[], byte[]> kafka;

  private final UserId user = new UserId(newUser());
  private PostgresJournal journal;
  private Fence fence;
  private long offset;

  @BeforeEach
  void claim() {
    journal = new PostgresJournal(database);
    fence =
        journal.claim(new Partition("topic-" + UUID.randomUUID(), 0), UUID.randomUUID()).fence();
  }

  private Command command(String id) {
    return new Command(
        user,
        new CommandId(id),
        APPEND,
        "urn:test",
        Priority.BULK,
        Instant.parse("2036-01-01T00:00:00Z"),
        "agent",
        null,
        null,
        JSON.readTree("{\"page\":\"%s\",\"markdown\":\"canary\"}".formatted(newId())));
  }

  private Command ends(Command command, Status status, @Nullable ProblemCode code) {
    long at = arrives(command);
    journal.write(
        List.of(
            new Entry.Started(
                fence,
                at,
                "append-1",
                true,
                JSON.readTree("{\"blocks\":1}"),
                Duration.ofSeconds(1),
                Cost.NOTHING)));
    Result result =
        new Result(
            user,
            Result.Answered.of(command),
            status,
            code == null ? JSON.readTree("{\"page\":\"p\"}") : null,
            code == null ? null : Problem.of(code, "It did not work"),
            1,
            new Timing(Instant.EPOCH, Instant.EPOCH, Instant.EPOCH, Map.of()));
    journal.write(List.of(new Entry.Ended(fence, at, result, Cost.NOTHING)));
    return command;
  }

  private Command fails(String id) {
    return ends(command(id), Status.FAILED, ProblemCode.PROVIDER_UNAVAILABLE);
  }

  private HttpResponse<String> get(String path) {
    return send(
        to(path).header("Authorization", "Bearer " + TestTokens.ofOperator("the-operator")));
  }

  private HttpResponse<String> post(String path) {
    return send(
        to(path)
            .header("Authorization", "Bearer " + TestTokens.ofOperator("the-operator"))
            .POST(BodyPublishers.noBody()));
  }

  private List<JsonNode> listed(String query) {
    HttpResponse<String> response = get(LETTERS + "?user=" + user + query);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(response.body()).doesNotContain(CANARY);
    return json(response).path("letters").valueStream().toList();
  }

  private long number(Command command) {
    return listed("").stream()
        .filter(letter -> letter.path("command").asString().equals(command.id().value()))
        .findFirst()
        .orElseThrow()
        .path("number")
        .asLong();
  }

  // Who may

  @ParameterizedTest
  @ValueSource(
      strings = {
        LETTERS,
        LETTERS + "/1",
        LETTERS + "/1/replay",
        LETTERS + "/replay?user=alice",
        RECORDS,
        RECORDS + "/0/0",
        RECORDS + "/0/0/replay",
        RECORDS + "/replay?user=alice",
        "/operator/v1/whatever"
      })
  void onlyOperatorsMay(String path) {
    assertThat(send(to(path)).statusCode()).isEqualTo(401);
    for (String method : List.of("GET", "POST")) {
      HttpResponse<String> refused =
          send(as("alice", path).method(method, BodyPublishers.noBody()));
      assertThat(refused.statusCode()).isEqualTo(403);
      assertThat(json(refused).path("code").stringValue()).isEqualTo("not_permitted");
    }
  }

  @Test
  void theRoleWillDoInsteadOfTheScopeAndAnotherScopeWillNot() {
    String role = TestTokens.changed(claims -> claims.claim("roles", List.of("errand.operator")));
    String other = TestTokens.changed(claims -> claims.claim("scope", "errand.operators"));
    assertThat(send(to(LETTERS).header("Authorization", "Bearer " + role)).statusCode())
        .isEqualTo(200);
    assertThat(send(to(LETTERS).header("Authorization", "Bearer " + other)).statusCode())
        .isEqualTo(403);
  }

  // Letters

  @Test
  void whatEndedBadlyIsListedWithoutWhatTheUserWrote() {
    Command failed = fails("c-1");
    ends(command("c-2"), Status.UNKNOWN, ProblemCode.OUTCOME_UNKNOWN);
    assertThat(listed(""))
        .extracting(letter -> letter.path("command").asString())
        .containsExactly("c-1", "c-2");
    assertThat(listed("").getFirst().path("operation").asString()).isEqualTo("note.append");
    assertThat(listed("&status=unknown")).hasSize(1);
    assertThat(listed("&code=provider_unavailable")).hasSize(1);
    assertThat(listed("&to=2020-01-01T00:00:00Z")).isEmpty();
    assertThat(listed("&from=2020-01-01T00:00:00Z&limit=1")).hasSize(1);
    assertThat(listed("&after=" + number(failed))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"code=no_such", "status=lost", "from=yesterday", "user=a%20b", "after=x"})
  void aQuestionThatMakesNoSenseIsAProblem(String query) {
    HttpResponse<String> response = get(LETTERS + "?" + query);
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(json(response).path("code").stringValue()).isEqualTo("invalid_command");
  }

  @Test
  void oneIsShownWithWhatTheUserWroteAndItsSteps() {
    Command failed = ends(command("c-1"), Status.UNKNOWN, ProblemCode.OUTCOME_UNKNOWN);
    JsonNode shown = json(get(LETTERS + "/" + number(failed)));
    assertThat(shown.path("data")).isEqualTo(failed.data());
    assertThat(shown.path("steps").path(0).path("step").asString()).isEqualTo("append-1");
    assertThat(shown.path("steps").path(0).path("output").isNull()).isTrue();
    assertThat(shown.path("result").path("problem").path("code").asString())
        .isEqualTo("outcome_unknown");
    assertThat(get(LETTERS + "/999999999").statusCode()).isEqualTo(404);
  }

  @Test
  void aReplayIsANewCommandThatNamesTheFirst() {
    Command failed = fails("c-1");
    try (Topic commands = new Topic(Topics.NOTE.commands())) {
      HttpResponse<String> response = post(LETTERS + "/" + number(failed) + "/replay");
      assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
      assertThat(json(response).path("command").asString()).isEqualTo("c-1.replay-1");
      assertThat(read(commands.next()))
          .isEqualTo(
              new Command(
                  user,
                  new CommandId("c-1.replay-1"),
                  APPEND,
                  failed.source(),
                  failed.priority(),
                  failed.deadline(),
                  failed.agent(),
                  null,
                  null,
                  failed.data(),
                  failed.id()));
    }
  }

  @Test
  void withoutItsDeadlineItHasAllTheTimeThereIs() {
    Command failed = fails("c-1");
    try (Topic commands = new Topic(Topics.NOTE.commands())) {
      post(LETTERS + "/" + number(failed) + "/replay?deadline=false");
      assertThat(read(commands.next()).deadline()).isNull();
    }
  }

  @Test
  void oneThatIsReplayedIsNotReplayedAgainUntilThatEndedBadlyToo() {
    Command failed = fails("c-1");
    long number = number(failed);
    Command replay = replay(failed, 1);
    var _ =
        journal.ingest(
            List.of(
                new Arrivals(fence, offset + 1, List.of(new Arrival.Accepted(offset, replay)))));
    HttpResponse<String> refused = post(LETTERS + "/" + number + "/replay");
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(json(refused).path("code").stringValue()).isEqualTo("conflict");
    assertThat(listed("")).isEmpty();
    assertThat(listed("&replayed=true")).hasSize(1);

    journal.write(
        List.of(
            new Entry.Ended(
                fence,
                offset,
                new Result(
                    user,
                    Result.Answered.of(replay),
                    Status.FAILED,
                    null,
                    Problem.of(ProblemCode.NOT_FOUND, "Gone"),
                    1,
                    new Timing(Instant.EPOCH, null, Instant.EPOCH, Map.of())),
                Cost.NOTHING)));
    assertThat(number(replay)).isEqualTo(number);
    assertThat(json(post(LETTERS + "/" + number + "/replay")).path("command").asString())
        .isEqualTo("c-1.replay-2");
  }

  @Test
  void aReplayThatWasRefusedDoesNotStandInTheWayOfTheNext() {
    Command failed = fails("c-1");
    rejected(replay(failed, 1), ProblemCode.QUOTA_EXCEEDED);
    assertThat(replayed(failed)).isEqualTo("c-1.replay-2");
    assertThat(replayed(failed)).as("the same until a worker has it").isEqualTo("c-1.replay-2");

    arrives(replay(failed, 2));
    long copy = arrives(replay(failed, 2));
    assertThat(listed("")).isEmpty();
    assertThat(
            sql.sql("SELECT count(*) FROM pending WHERE user_id = ?")
                .param(user.value())
                .query(Long.class)
                .single())
        .as("two operators at once cause one replay, %s is a copy", copy)
        .isEqualTo(1);
  }

  @Test
  void aReplayThatEndsBadlyUnderALaterNameLeavesTheLetterOpen() {
    Command failed = fails("c-1");
    rejected(replay(failed, 1), ProblemCode.QUOTA_EXCEEDED);
    ends(replay(failed, 2), Status.FAILED, ProblemCode.NOT_FOUND);
    assertThat(replayed(replay(failed, 2))).isEqualTo("c-1.replay-3");
  }

  @Test
  void somebodyWhoTookTheNameOfAReplayDoesNotStandInItsWay() {
    Command failed = fails("c-1");
    arrives(command("c-1.replay-1"));
    ends(command("c-1.replay-2"), Status.SUCCEEDED, null);
    assertThat(replayed(failed)).isEqualTo("c-1.replay-3");
  }

  private String replayed(Command failed) {
    HttpResponse<String> response = post(LETTERS + "/" + number(failed) + "/replay");
    assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
    return json(response).path("command").asString();
  }

  private long arrives(Command command) {
    var _ =
        journal.ingest(
            List.of(
                new Arrivals(fence, offset + 1, List.of(new Arrival.Accepted(offset, command)))));
    return offset++;
  }

  private static Command replay(Command of, int number) {
    return new Command(
        of.user(),
        of.id().replay(number),
        of.operation(),
        of.source(),
        of.priority(),
        of.deadline(),
        of.agent(),
        null,
        null,
        of.data(),
        of.id());
  }

  @Test
  void allOfAUserAreReplayedInTheirOrder() {
    fails("c-1");
    ends(command("c-2"), Status.UNKNOWN, ProblemCode.OUTCOME_UNKNOWN);
    fails("c-3");
    JsonNode first = json(post(LETTERS + "/replay?limit=2&user=" + user));
    assertThat(first.path("more").asBoolean()).isTrue();
    JsonNode second =
        json(post(LETTERS + "/replay?limit=2&user=" + user + "&after=" + first.path("after")));
    assertThat(second.path("more").asBoolean()).isFalse();
    assertThat(
            List.of(first, second).stream()
                .flatMap(each -> each.path("replayed").valueStream())
                .map(each -> each.path("command").asString()))
        .containsExactly("c-1.replay-1", "c-2.replay-1", "c-3.replay-1");
  }

  @Test
  void allOfACauseInATimeAreReplayedAndNeverAllThereIs() {
    ends(command("c-1"), Status.FAILED, ProblemCode.MAILBOX_FULL);
    String code = LETTERS + "/replay?code=mailbox_full";
    assertThat(post(code).statusCode()).isEqualTo(400);
    assertThat(post(LETTERS + "/replay").statusCode()).isEqualTo(400);
    String now = "&from=2020-01-01T00:00:00Z&to=2099-01-01T00:00:00Z";
    assertThat(json(post(code + now)).path("replayed").size()).isEqualTo(1);
    String past = "&from=2020-01-01T00:00:00Z&to=2021-01-01T00:00:00Z";
    assertThat(json(post(code + past)).path("replayed").size()).isZero();
  }

  // Records

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

  private void rejected(Command command) {
    rejected(command, ProblemCode.INVALID_COMMAND);
  }

  private void rejected(Command command, ProblemCode code) {
    Result result =
        new Result(
            user,
            Result.Answered.of(command),
            Status.REJECTED,
            null,
            Problem.of(code, "No"),
            0,
            new Timing(Instant.EPOCH, null, Instant.EPOCH, Map.of()));
    var _ =
        journal.ingest(
            List.of(
                new Arrivals(fence, offset + 1, List.of(new Arrival.Refused(offset++, result)))));
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

  private static Command read(ConsumerRecord<byte[], byte[]> record) {
    Reading reading = EventCodec.read(new Commands(new OperationCatalog(), Topics.NOTE), record);
    assertThat(reading).isInstanceOf(Reading.Accepted.class);
    return ((Reading.Accepted) reading).command();
  }

  /** What this test's user is given on a topic from now on. */
  private final class Topic implements AutoCloseable {

    private final KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", LocalKafka.shared().bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());

    Topic(String name) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(name).stream()
              .map(each -> new TopicPartition(each.topic(), each.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToEnd(partitions);
      partitions.forEach(consumer::position);
    }

    ConsumerRecord<byte[], byte[]> next() {
      return await()
          .atMost(Duration.ofSeconds(20))
          .until(this::poll, found -> !found.isEmpty())
          .getFirst();
    }

    private List<ConsumerRecord<byte[], byte[]>> poll() {
      List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
      consumer
          .poll(Duration.ofMillis(100))
          .forEach(
              record -> {
                if (user.value().equals(new String(record.key(), UTF_8))) {
                  found.add(record);
                }
              });
      return found;
    }

    @Override
    public void close() {
      consumer.close();
    }
  }
}
