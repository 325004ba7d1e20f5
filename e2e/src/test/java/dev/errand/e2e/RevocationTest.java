package dev.errand.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.e2e.oracle.LedgerCall;
import dev.errand.local.LocalKafka;
import dev.errand.local.ServerProcess;
import dev.errand.local.drive.CommandBus;
import dev.errand.local.drive.SandboxDriver;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Provider;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import dev.errand.schemas.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * People disconnect in the middle of their assistant's work, over two workers: a second after the
 * commit no call is begun with their token any more. Microsoft, whose tokens we cannot revoke:
 * there each call that is begun succeeds, and is in the ledger with its person.
 *
 * <p>{@code -Derrand.revocations=200} for the long form.
 */
@ResourceLock(TestStack.BESIDE)
@Order(Integer.MAX_VALUE) // then nobody has to wait for it
class RevocationTest {

  private static final int TRIALS = Integer.getInteger("errand.revocations", 20);
  private static final int AT_ONCE = 20;
  private static final int FEW = 4;

  /** With the slowness below, 25 s of work: nobody is done with it when they disconnect. */
  private static final int COMMANDS_EACH = 100;

  private static final int SLOW_MS = 250;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final TestStack stack = TestStack.shared();
  private final SandboxDriver sandbox = stack.sandbox();
  private final Queue<Result> results = new ConcurrentLinkedQueue<>();
  private final CommandBus bus =
      new CommandBus(stack.stack().bootstrapServers(), results::add, dead -> {});
  private static @Nullable ServerProcess second;

  @BeforeAll
  static void twoWorkers() {
    second = stack.stack().another("mail-worker");
  }

  @AfterAll
  static void one() {
    Objects.requireNonNull(second).stop(Duration.ofSeconds(20));
  }

  @BeforeEach
  void slow() {
    sandbox.latency("graph", SLOW_MS);
  }

  @AfterEach
  void asBefore() {
    sandbox.latency("graph", 0);
    bus.close();
  }

  @Test
  void aSecondAfterADisconnectNoCallIsBegun() throws Exception {
    for (int done = 0; done < TRIALS; done += AT_ONCE) {
      trial(() -> {}, () -> {});
    }
  }

  @Test
  void norWhileNoEventCanTellOfIt() throws Exception {
    LocalKafka kafka = stack.stack().kafka();
    trial(kafka::kill, kafka::start);
  }

  @Test
  void whatTheyAskedForBeforeIsNotDoneAlsoIfTheyAreBackAtOnce() throws Exception {
    List<UserId> people = new NewPeople(stack.stack(), sandbox).connected(FEW);
    results.clear();
    publish(people);
    Awaitility.await().atMost(PATIENCE).until(() -> takenIn(people) == FEW * COMMANDS_EACH);
    for (UserId each : people) {
      stack.connecting().disconnect(each, Provider.MICROSOFT);
      stack.connecting().connect(each, Provider.MICROSOFT);
      bus.publish(Mix.folders(each, "anew"));
    }
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> people.stream().allMatch(each -> ended(each) == COMMANDS_EACH + 1));
    for (UserId each : people) {
      List<Status> ends = ends(each);
      int left = ends.indexOf(Status.FAILED);
      assertThat(notConnected(each)).isPositive();
      assertThat(ends.subList(left, COMMANDS_EACH)).containsOnly(Status.FAILED);
      assertThat(ends.getLast()).as("what they ask for then").isEqualTo(Status.SUCCEEDED);
    }
  }

  private List<Status> ends(UserId user) {
    return results.stream()
        .filter(result -> result.user().equals(user))
        .map(Result::status)
        .toList();
  }

  /** How many of their commands workers know. */
  private long takenIn(List<UserId> people) {
    return done(people)
        + of(people, "select count(*) from pending where user_id = any(?)")
            .query(Long.class)
            .single();
  }

  /**
   * @param before the disconnects
   * @param after nothing is left to do
   */
  private void trial(Runnable before, Runnable after) throws Exception {
    List<UserId> people = new NewPeople(stack.stack(), sandbox).connected(AT_ONCE);
    results.clear();
    long ledgerBegin = sandbox.ledgerEnd();
    publish(people);
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> people.stream().allMatch(each -> ended(each) >= 5));

    before.run();
    disconnect(people);
    Awaitility.await().atMost(PATIENCE).until(() -> done(people) == AT_ONCE * COMMANDS_EACH);
    after.run();
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> people.stream().allMatch(each -> ended(each) == COMMANDS_EACH));

    assertThat(people).allSatisfy(each -> assertThat(notConnected(each)).isPositive());
    Duration latest = latestCall(people, ReadLedger.since(sandbox, ledgerBegin));
    System.out.printf(
        "%d people disconnected at work: the latest call came %d ms after it%n",
        AT_ONCE, latest.toMillis());
    assertThat(latest).isLessThanOrEqualTo(Duration.ofSeconds(1));
  }

  /** How long after somebody's disconnect a call of theirs came; below zero if none did. */
  private Duration latestCall(List<UserId> people, List<LedgerCall> calls) {
    Map<UserId, Instant> disconnected = disconnected(people);
    assertThat(disconnected).containsOnlyKeys(people);
    return disconnected.entrySet().stream()
        .flatMap(
            each ->
                calls.stream()
                    .filter(call -> each.getKey().value().equals(call.person()))
                    .filter(call -> call.area().equals("graph"))
                    .map(call -> Duration.between(each.getValue(), call.arrivedAt())))
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }

  private void disconnect(List<UserId> people) throws Exception {
    List<Callable<Void>> disconnects = new ArrayList<>();
    for (UserId each : people) {
      disconnects.add(
          () -> {
            stack.connecting().disconnect(each, Provider.MICROSOFT);
            return null;
          });
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (Future<Void> done : threads.invokeAll(disconnects)) {
        done.get();
      }
    }
  }

  /** The first of everybody, then the second: nobody is far ahead of the others. */
  private void publish(List<UserId> people) {
    for (int number = 1; number <= COMMANDS_EACH; number++) {
      for (UserId each : people) {
        bus.publish(Mix.folders(each, "folders-" + number));
      }
    }
  }

  private long ended(UserId user) {
    return results.stream().filter(result -> result.user().equals(user)).count();
  }

  private long notConnected(UserId user) {
    return results.stream()
        .filter(result -> result.user().equals(user))
        .flatMap(result -> Optional.ofNullable(result.problem()).stream())
        .filter(problem -> problem.code() == ProblemCode.NOT_CONNECTED)
        .count();
  }

  /** How many of their commands have ended, published or not. */
  private long done(List<UserId> people) {
    return of(people, "select count(*) from done where user_id = any(?)")
        .query(Long.class)
        .single();
  }

  /** When each disconnect was written, which is before it was committed. */
  private Map<UserId, Instant> disconnected(List<UserId> people) {
    return of(
            people,
            """
            select user_id, changed_at from connection
            where provider = 'microsoft' and state = 'disconnected' and user_id = any(?)
            """)
        .query(
            (row, number) ->
                Map.entry(
                    new UserId(row.getString(1)),
                    row.getObject(2, OffsetDateTime.class).toInstant()))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private StatementSpec of(List<UserId> people, String question) {
    return Sql.on(stack.stack().database())
        .sql(question)
        .param(people.stream().map(UserId::value).toArray(String[]::new));
  }
}
