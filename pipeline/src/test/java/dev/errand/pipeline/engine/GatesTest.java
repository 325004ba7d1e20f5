package dev.errand.pipeline.engine;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.pipeline.ConnectionFacts;
import dev.errand.pipeline.Failure;
import dev.errand.pipeline.Failure.Scope;
import dev.errand.pipeline.journal.Fence;
import dev.errand.pipeline.journal.Partition;
import dev.errand.pipeline.journal.Queued;
import dev.errand.pipeline.journal.Sample;
import dev.errand.schemas.Provider;
import dev.errand.schemas.UserId;
import dev.errand.schemas.WaitCause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Pauses for many: whom they hold, and how those go on. Time passes only when told to. */
class GatesTest {

  private static final Fence FENCE = new Fence(new Partition("t", 0), UUID.randomUUID(), 1);
  private static final Failure NOBODY_THERE =
      new Failure.InDoubt(WaitCause.PROVIDER_OUTAGE, Scope.USER, Optional.empty());

  private final SettableClock clock = new SettableClock();
  private final PriorityQueue<Alarm> alarms =
      new PriorityQueue<>(Comparator.comparingLong(Alarm::at));
  private final List<String> told = new ArrayList<>();
  private final Gates gates =
      new Gates(
          clock::nanos,
          (after, task) -> alarms.add(new Alarm(clock.nanos() + after.toNanos(), task)),
          new Backoff(new Random(7)),
          (gate, cause, time) -> told.add(gate + " " + cause.wireName()));
  private final ConnectionFacts ada = connection("ada", "acme");
  private final ConnectionFacts bob = connection("bob", "acme");
  private final ConnectionFacts cy = connection("cy", "other");
  private final ConnectionFacts dee = connection("dee", null);

  private record Alarm(long at, Runnable task) {}

  private static ConnectionFacts connection(String user, @Nullable String workspace) {
    return new ConnectionFacts(
        new UserId(user), Provider.NOTION, "c", 1, "bot", workspace, Set.of(), Map.of());
  }

  private void failed(ConnectionFacts connection, Scope scope, int seconds) {
    gates.called(
        connection,
        Duration.ZERO,
        new Failure.RetryLater(
            WaitCause.RATE_LIMITED, scope, Optional.of(Duration.ofSeconds(seconds))));
  }

  private void calls(int many, @Nullable Failure failure) {
    IntStream.range(0, many).forEach(i -> gates.called(dee, Duration.ZERO, failure));
  }

  private void pass(Duration time) {
    long until = clock.nanos() + time.toNanos();
    while (!alarms.isEmpty() && alarms.peek().at <= until) {
      Alarm next = alarms.remove();
      clock.advance(Duration.ofNanos(Math.max(0, next.at - clock.nanos())));
      next.task.run();
    }
    clock.advance(Duration.ofNanos(until - clock.nanos()));
  }

  private boolean held(ConnectionFacts connection) {
    return gates.shut(connection) != null;
  }

  private static Head head(int number) {
    UserId user = new UserId("u" + number);
    return new Head(
        FENCE, new Queued(number, Sample.command(user, "c" + number), Sample.TIME, List.of()));
  }

  /** That many heads come, and are held at the gate of everyone. */
  private List<Integer> hold(int many) {
    List<Integer> wentOn = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      int number = i;
      Head head = head(i);
      Gate gate = gates.holding(head);
      assertThat(gate).isNotNull();
      if (gate != null) {
        gate.hold(head, () -> wentOn.add(number));
      }
    }
    return wentOn;
  }

  @Test
  void aPauseHoldsThoseInItsScopeAndNobodyElse() {
    failed(ada, Scope.USER, 5);
    assertThat(held(ada)).isFalse();
    failed(ada, Scope.WORKSPACE, 5);
    assertThat(held(bob)).isTrue();
    assertThat(held(cy)).isFalse();
    assertThat(held(dee)).isFalse();
    failed(dee, Scope.WORKSPACE, 5);
    assertThat(held(dee)).isFalse();
    failed(ada, Scope.PROVIDER, 3);
    assertThat(held(cy)).isTrue();
    assertThat(told).containsExactly("acme rate_limited", " rate_limited");
  }

  @Test
  void aPauseIsNeverShortenedAndEnds() {
    failed(ada, Scope.PROVIDER, 5);
    failed(ada, Scope.PROVIDER, 2);
    pass(Duration.ofMillis(4_999));
    assertThat(held(cy)).isTrue();
    pass(Duration.ofSeconds(1));
    assertThat(held(cy)).isFalse();
  }

  @Test
  void whenAGateOpensThoseWhoWaitGoOnInTheirOrderAFewAtATime() {
    gates.restore("", WaitCause.PROVIDER_OUTAGE, Duration.ofSeconds(10));
    List<Integer> wentOn = hold(100_000);
    pass(Duration.ofSeconds(10));
    assertThat(wentOn).hasSize(Gate.FIRST);
    pass(Gate.TICK);
    assertThat(wentOn.size()).isLessThan(3 * Gate.FIRST);
    int before = wentOn.size();
    pass(Duration.ofSeconds(1));
    assertThat(wentOn.size() - before).isLessThanOrEqualTo(10 * Gate.MOST);
    pass(Duration.ofSeconds(30));
    assertThat(wentOn).isEqualTo(IntStream.range(0, 100_000).boxed().toList());
    assertThat(gates.waiting()).isZero();
  }

  @Test
  void whoComesWhileOthersStillWaitGoesBehindThem() {
    gates.restore("", WaitCause.PROVIDER_OUTAGE, Duration.ofSeconds(1));
    List<Integer> wentOn = hold(20);
    pass(Duration.ofSeconds(1));
    Head late = head(20);
    Gate gate = gates.holding(late);
    assertThat(gate).isNotNull();
    pass(Duration.ofSeconds(2));
    assertThat(wentOn).hasSize(20);
    assertThat(gates.holding(late)).isNull();
  }

  @Test
  void aHeadThatComesAgainIsHeldOnce() {
    gates.restore("", WaitCause.PROVIDER_OUTAGE, Duration.ofSeconds(1));
    Head head = head(1);
    List<String> wentOn = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Gate gate = gates.holding(head);
      assertThat(gate).isNotNull();
      if (gate != null) {
        gate.hold(head, () -> wentOn.add("once"));
      }
    }
    pass(Duration.ofSeconds(2));
    assertThat(wentOn).containsExactly("once");
  }

  /** Otherwise each trial after an outage could be spent on those who have given up meanwhile. */
  @Test
  void whoseTimeIsOverWhileTheyWaitTakesNobodysTurn() {
    calls(20, NOBODY_THERE);
    List<Integer> wentOn = new ArrayList<>();
    List<Head> heads = IntStream.range(0, 1_000).mapToObj(GatesTest::head).toList();
    heads.forEach(head -> provider().hold(head, () -> wentOn.add((int) head.offset())));
    heads.subList(0, 990).forEach(Head::leaveGate);
    assertThat(gates.waiting()).isEqualTo(10);
    pass(Duration.ofSeconds(7));
    assertThat(wentOn).startsWith(990, 991, 992, 993, 994);
  }

  private Gate provider() {
    Gate gate = gates.holding(head(-1));
    assertThat(gate).isNotNull();
    return requireNonNull(gate);
  }

  @Test
  void whomBothGatesHaveLetThroughRunsHoweverManyWaitAtThem() {
    List<Head> ran = new ArrayList<>();
    gates.restore("acme", WaitCause.RATE_LIMITED, Duration.ofSeconds(1));
    IntStream.range(0, 1_500).forEach(number -> goThrough(head(number), ran));
    gates.restore("", WaitCause.PROVIDER_OUTAGE, Duration.ofSeconds(1));
    IntStream.range(1_500, 3_000).forEach(number -> goThrough(head(number), ran));
    pass(Duration.ofSeconds(20));
    assertThat(ran).hasSize(3_000);
  }

  private void goThrough(Head head, List<Head> ran) {
    Gate everyone = gates.holding(head);
    Gate gate = everyone == null ? gates.holding(head, ada) : everyone;
    if (gate == null) {
      ran.add(head);
    } else {
      gate.hold(head, () -> goThrough(head, ran));
    }
  }

  @Test
  void halfOfTheCallsFailingIsAnOutageAndASingleUserFailingIsNot() {
    calls(30, null);
    calls(19, NOBODY_THERE);
    assertThat(held(cy)).isFalse();
    calls(20, NOBODY_THERE);
    assertThat(held(cy)).isTrue();
    assertThat(told).containsExactly(" provider_outage");
  }

  @Test
  void answersThatRefuseAreNoOutage() {
    for (int i = 0; i < 100; i++) {
      failed(dee, Scope.USER, 1);
      gates.called(dee, Duration.ZERO, new Failure.RefreshToken());
    }
    assertThat(held(cy)).isFalse();
  }

  @Test
  void afterAnOutageAFewTryAndTheOthersFollowOnlyWhenTheyWereAnswered() {
    calls(20, NOBODY_THERE);
    List<Integer> wentOn = hold(1_000);
    pass(Duration.ofSeconds(6));
    int first = wentOn.size();
    assertThat(first).isBetween(1, 5 * Gate.FIRST); // one round of trials a second
    calls(Gate.FIRST, NOBODY_THERE);
    assertThat(held(cy)).isTrue();
    pass(Duration.ofSeconds(4));
    assertThat(wentOn).hasSize(first); // longer than before
    pass(Duration.ofSeconds(7));
    assertThat(wentOn.size()).isGreaterThan(first);
    calls(Gate.FIRST, null);
    pass(Duration.ofSeconds(10));
    assertThat(wentOn).hasSize(1_000);
  }
}
