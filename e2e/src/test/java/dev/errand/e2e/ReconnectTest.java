package dev.errand.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.local.LocalKafka;
import dev.errand.local.ServerProcess;
import dev.errand.local.drive.CommandBus;
import dev.errand.local.drive.SandboxDriver;
import dev.errand.schemas.Command;
import dev.errand.schemas.Problem;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Provider;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import dev.errand.schemas.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * A provider wants people back in the middle of their assistant's work, over two workers and a
 * refresher that all find it out: each person is told once, and what waited goes on when they have
 * come. Some commands do not want to wait, and end in their own time.
 */
class ReconnectTest {

  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final int MANY = 1_000;
  private static final int FEW = 40;

  private static final TestStack stack = TestStack.shared();
  private final SandboxDriver sandbox = stack.sandbox();
  private final Queue<Result> results = new ConcurrentLinkedQueue<>();
  private final CommandBus bus =
      new CommandBus(stack.stack().bootstrapServers(), results::add, dead -> {});
  private final ConnectionEvents events = new ConnectionEvents(stack.stack().bootstrapServers());
  private static @Nullable ServerProcess second;

  @BeforeAll
  static void twoWorkers() {
    second = stack.stack().another("mail-worker");
  }

  @AfterAll
  static void one() {
    Objects.requireNonNull(second).stop(Duration.ofSeconds(20));
  }

  @AfterEach
  void asBefore() {
    bus.close();
    events.close();
  }

  @Test
  void whatWaitsGoesOnInOrderAndOnceAndEachPersonIsToldOnceEachTime() {
    List<UserId> people = new NewPeople(stack.stack(), sandbox).connected(4);
    people.forEach(this::giveBack);
    people.forEach(this::letTheRefresherFindOut);
    for (UserId each : people) {
      publish(each, each.equals(people.getFirst()) ? MANY : FEW);
    }
    for (UserId each : people) {
      awaitNeeded(each, "at-once", Status.FAILED);
      awaitNeeded(each, "short", Status.FAILED);
      awaitEvents(each, "reconnect_needed");
      assertThat(ended(each)).containsExactlyInAnyOrder("at-once", "short");
    }
    for (UserId each : people) {
      stack.connecting().connect(each, Provider.MICROSOFT);
    }
    for (UserId each : people) {
      assertAllDone(each, each.equals(people.getFirst()) ? MANY : FEW);
      awaitEvents(each, "reconnect_needed", "active");
    }

    UserId again = people.getLast();
    giveBack(again);
    publish(again, "once-more", null);
    awaitEvents(again, "reconnect_needed", "active", "reconnect_needed");
    stack.connecting().connect(again, Provider.MICROSOFT);
    Awaitility.await().atMost(PATIENCE).until(() -> ended(again).contains("once-more"));
    assertThat(result(again, "once-more").status()).isEqualTo(Status.SUCCEEDED);
  }

  @Test
  void itGoesOnAtOnceAlsoWhileNoEventCanTellOfIt() throws Exception {
    UserId person = new NewPeople(stack.stack(), sandbox).connected(1).getFirst();
    giveBack(person);
    publish(person, FEW);
    awaitNeeded(person, "short", Status.FAILED);
    LocalKafka kafka = stack.stack().kafka();
    kafka.kill();
    try {
      stack.connecting().connect(person, Provider.MICROSOFT);
      Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> done(person) == FEW + 2);
    } finally {
      kafka.start();
    }
    assertAllDone(person, FEW);
  }

  /** The grant is dead, and the access token with it. */
  private void giveBack(UserId person) {
    sandbox.revokeOutlook(person.value());
  }

  /** Otherwise it is an hour before it asks. */
  private void letTheRefresherFindOut(UserId person) {
    int due =
        Sql.on(stack.stack().database())
            .sql(
                """
                update connection set refresh_due_at = now()
                where provider = 'microsoft' and state = 'active' and user_id = ?
                """)
            .param(person.value())
            .update();
    assertThat(due).isLessThanOrEqualTo(1);
  }

  /** So many to be done, and two that do not want to wait: one from the middle, one behind all. */
  private void publish(UserId user, int count) {
    for (int number = 1; number <= count; number++) {
      publish(user, "folders-" + number, null);
      if (number == count / 2) {
        publish(user, "short", Duration.ofSeconds(5));
      }
    }
    publish(user, "at-once", Duration.ZERO);
  }

  private void publish(UserId user, String id, @Nullable Duration hold) {
    Command command = Mix.folders(user, id);
    bus.publish(hold == null ? command : command.held(hold));
  }

  private void awaitNeeded(UserId user, String id, Status status) {
    Awaitility.await().atMost(PATIENCE).until(() -> ended(user).contains(id));
    Result result = result(user, id);
    assertThat(result.status()).isEqualTo(status);
    assertThat(Stream.ofNullable(result.problem()).map(Problem::code))
        .containsExactly(ProblemCode.RECONNECT_NEEDED);
  }

  private void assertAllDone(UserId user, int count) {
    Awaitility.await().atMost(PATIENCE).until(() -> ended(user).size() >= count + 2);
    List<String> all = ended(user);
    assertThat(all).doesNotHaveDuplicates().hasSize(count + 2);
    assertThat(all.stream().filter(id -> id.startsWith("folders-")))
        .containsExactlyElementsOf(
            Stream.iterate(1, number -> number + 1)
                .limit(count)
                .map(number -> "folders-" + number)
                .toList());
    assertThat(of(user).filter(result -> result.status() == Status.SUCCEEDED)).hasSize(count);
  }

  /** A change may be told twice, in the same bytes: so each is counted once. */
  private void awaitEvents(UserId user, String... states) {
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(events.of(user, Provider.MICROSOFT))
                    .extracting(change -> change.path("state").asString())
                    .containsExactly(states));
    for (JsonNode change : events.of(user, Provider.MICROSOFT)) {
      boolean needed = change.path("state").asString().equals("reconnect_needed");
      assertThat(change.has("cause")).isEqualTo(needed);
      assertThat(change.has("action")).isEqualTo(needed);
      assertThat(change.path("title").asString()).startsWith("Outlook ");
    }
  }

  private Stream<Result> of(UserId user) {
    return new ArrayList<>(results).stream().filter(result -> result.user().equals(user));
  }

  private List<String> ended(UserId user) {
    return of(user).map(result -> result.command().id().value()).toList();
  }

  private Result result(UserId user, String id) {
    return of(user)
        .filter(result -> result.command().id().value().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private long done(UserId user) {
    return Sql.on(stack.stack().database())
        .sql("select count(*) from done where user_id = ?")
        .param(user.value())
        .query(Long.class)
        .single();
  }
}
