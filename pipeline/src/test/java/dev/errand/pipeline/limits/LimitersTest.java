package dev.errand.pipeline.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.pipeline.Cost;
import dev.errand.pipeline.Limit;
import dev.errand.pipeline.LimitUnit;
import dev.errand.schemas.Priority;
import dev.errand.schemas.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * No limit is ever exceeded, wherever the provider's window begins, and hardly any room is lost.
 */
class LimitersTest {

  private static final UserId ADA = new UserId("ada");
  private static final UserId BOB = new UserId("bob");
  private static final int SEEDS = 300;
  private static final int STEPS = 400;

  private long now = 1_000_000_000_000L;
  private Limiters limiters = new Limiters(() -> now);

  /** A call as the provider may have seen it: it arrived at some time between take and end. */
  private static final class Sent {
    final Cost cost;
    final Priority priority;
    final long taken;
    long ended = Long.MAX_VALUE;
    long arrived;

    Sent(Cost cost, Priority priority, long taken) {
      this.cost = cost;
      this.priority = priority;
      this.taken = taken;
    }

    void end(long at, Random random) {
      ended = at;
      arrived = taken + (at == taken ? 0 : random.nextLong(at - taken + 1));
    }
  }

  private static Limit requests(long amount, Duration window, long reserved) {
    return new Limit(LimitUnit.REQUESTS, amount, window, reserved, "test");
  }

  @Test
  void aPauseHoldsBothPrioritiesOfThatUserAndNobodyElse() {
    List<Limit> limits = List.of(requests(10, Duration.ofSeconds(10), 3));
    limiters.pause(ADA, null, Duration.ofSeconds(60));
    limiters.pause(ADA, null, Duration.ofSeconds(20)); // a shorter one does not end it

    for (Priority priority : Priority.values()) {
      assertThat(limiters.tryTake(ADA, limits, Cost.ONE_REQUEST, priority))
          .isEqualTo(Duration.ofSeconds(60));
      assertThat(limiters.tryTake(BOB, limits, Cost.ONE_REQUEST, priority)).isZero();
    }
    now += Duration.ofSeconds(60).toNanos();
    assertThat(limiters.tryTake(ADA, limits, Cost.ONE_REQUEST, Priority.BULK)).isZero();
  }

  @Test
  void aPauseOfMessagesHoldsWhatSendsOneAndNothingElse() {
    List<Limit> limits = List.of(requests(10, Duration.ofSeconds(10), 3));
    Cost mail = Cost.ONE_REQUEST.and(LimitUnit.MESSAGES, 1);
    limiters.pause(ADA, LimitUnit.MESSAGES, Duration.ofHours(4));
    assertThat(limiters.tryTake(ADA, limits, mail, Priority.INTERACTIVE))
        .isEqualTo(Duration.ofHours(4));
    assertThat(limiters.tryTake(ADA, limits, Cost.ONE_REQUEST, Priority.INTERACTIVE)).isZero();
    assertThat(limiters.tryTake(BOB, limits, mail, Priority.INTERACTIVE)).isZero();

    limiters.pause(ADA, null, Duration.ofSeconds(60)); // ends neither
    assertThat(limiters.tryTake(ADA, limits, Cost.ONE_REQUEST, Priority.INTERACTIVE))
        .isEqualTo(Duration.ofSeconds(60));
    now += Duration.ofSeconds(60).toNanos();
    limiters.forgetIdle();
    assertThat(limiters.tryTake(ADA, limits, mail, Priority.INTERACTIVE))
        .isEqualTo(Duration.ofHours(4).minusSeconds(60));
    now += Duration.ofHours(4).toNanos();
    assertThat(limiters.tryTake(ADA, limits, mail, Priority.INTERACTIVE)).isZero();
  }

  @Test
  void noWindowHoldsMoreThanTheLimitWhereverItBeginsAndWheneverCallsArrive() {
    List<Limit> limits =
        List.of(
            requests(10, Duration.ofSeconds(10), 3),
            new Limit(LimitUnit.UPLOADED_BYTES, 1_000, Duration.ofSeconds(7), 200, "test"));
    for (int seed = 0; seed < SEEDS; seed++) {
      limiters = new Limiters(() -> now);
      List<Sent> sent = randomTraffic(limits, new Random(seed), false);
      assertThat(sent).as("seed %d", seed).hasSizeGreaterThan(50);
      for (Limit limit : limits) {
        assertNeverOver(limit, limit.amount(), sent, seed);
        assertNeverOver(
            limit,
            limit.amount() - limit.reserved(),
            sent.stream().filter(each -> each.priority == Priority.BULK).toList(),
            seed);
      }
    }
  }

  @Test
  void whatAnOwnerBeforeSentStillCounts() {
    List<Limit> limits = List.of(requests(10, Duration.ofSeconds(10), 3));
    for (int seed = 0; seed < SEEDS; seed++) {
      limiters = new Limiters(() -> now);
      List<Sent> sent = randomTraffic(limits, new Random(seed), true);
      assertNeverOver(limits.getFirst(), 10, sent, seed);
    }
  }

  /** Takes and ends at random times; now and then another instance takes over. */
  private List<Sent> randomTraffic(List<Limit> limits, Random random, boolean takeovers) {
    List<Sent> sent = new ArrayList<>();
    List<Sent> underWay = new ArrayList<>();
    for (int step = 0; step < STEPS; step++) {
      now += random.nextLong(Duration.ofMillis(random.nextInt(20) == 0 ? 15_000 : 300).toNanos());
      if (!underWay.isEmpty() && random.nextInt(3) == 0) {
        Sent over = underWay.remove(random.nextInt(underWay.size()));
        over.end(now, random);
        limiters.ended(ADA, over.cost);
      } else if (underWay.size() < 6) {
        take(limits, random, sent, underWay);
      }
      if (takeovers && underWay.isEmpty() && random.nextInt(10) == 0) {
        takeOver(sent, random.nextBoolean());
      }
      if (random.nextInt(20) == 0) {
        limiters.forgetIdle();
      }
    }
    underWay.forEach(each -> each.end(now, random));
    return sent;
  }

  private void take(List<Limit> limits, Random random, List<Sent> sent, List<Sent> underWay) {
    Cost cost =
        random.nextInt(4) == 0
            ? Cost.ONE_REQUEST.and(LimitUnit.UPLOADED_BYTES, 1 + random.nextInt(400))
            : Cost.ONE_REQUEST;
    Priority priority = random.nextBoolean() ? Priority.BULK : Priority.INTERACTIVE;
    boolean taken = limiters.tryTake(ADA, limits, cost, priority).isZero();
    assertAnswerIsThatOfTheReference(taken, limits, cost, priority, sent);
    if (taken) {
      Sent call = new Sent(cost, priority, now);
      sent.add(call);
      underWay.add(call);
    }
  }

  /** The same instance again, which knows already, or another one, which does not. */
  private void takeOver(List<Sent> sent, boolean another) {
    if (another) {
      limiters = new Limiters(() -> now);
    } else {
      limiters.forget(ADA);
    }
    sent.stream()
        .sorted(Comparator.comparingLong(each -> each.ended))
        .forEach(each -> limiters.restore(ADA, each.cost, Duration.ofNanos(now - each.ended)));
  }

  /** Yes only if there is room; no only if there is none, or was none a slice ago. */
  private void assertAnswerIsThatOfTheReference(
      boolean taken, List<Limit> limits, Cost cost, Priority priority, List<Sent> sent) {
    boolean room = true;
    boolean roomASliceAgo = true;
    for (Limit limit : limits) {
      long asked = cost.of(limit.unit());
      long most = limit.amount() - (priority == Priority.BULK ? limit.reserved() : 0);
      long window = limit.window().toNanos();
      room &= asked == 0 || used(limit.unit(), window, sent) + asked <= most;
      roomASliceAgo &=
          asked == 0 || used(limit.unit(), window + window / 1024, sent) + asked <= most;
    }
    assertThat(taken && !room).as("taken without room").isFalse();
    assertThat(!taken && roomASliceAgo).as("kept waiting though there was room").isFalse();
  }

  private long used(LimitUnit unit, long window, List<Sent> sent) {
    return sent.stream()
        .filter(each -> each.ended == Long.MAX_VALUE || now - each.ended < window)
        .mapToLong(each -> each.cost.of(unit))
        .sum();
  }

  private static void assertNeverOver(Limit limit, long most, List<Sent> sent, int seed) {
    List<Sent> byArrival = new ArrayList<>(sent);
    byArrival.sort(Comparator.comparingLong(each -> each.arrived));
    long window = limit.window().toNanos();
    long inWindow = 0;
    int oldest = 0;
    for (Sent each : byArrival) {
      inWindow += each.cost.of(limit.unit());
      while (each.arrived - byArrival.get(oldest).arrived >= window) {
        inWindow -= byArrival.get(oldest++).cost.of(limit.unit());
      }
      assertThat(inWindow)
          .as("seed %d: %s in one window", seed, limit.unit())
          .isLessThanOrEqualTo(most);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "180, 60, 150", // Notion, a usual latency
    "180, 60, 5",
    "600, 60, 40",
    "10000, 600, 50", // Graph: each call ends within a slice of the one before
    "10000, 600, 3",
    "30, 60, 900",
  })
  void aBusyUserGetsNearlyAllOfTheLimit(long amount, long seconds, long latencyMillis) {
    List<Limit> limits = List.of(requests(amount, Duration.ofSeconds(seconds), 0));
    int windows = 20;
    long begin = now;
    long end = begin + Duration.ofSeconds(seconds).multipliedBy(windows).toNanos();
    long calls = 0;
    while (now < end) {
      Duration wait = limiters.tryTake(ADA, limits, Cost.ONE_REQUEST, Priority.INTERACTIVE);
      if (wait.isZero()) {
        calls++;
        now += Duration.ofMillis(latencyMillis).toNanos();
        limiters.ended(ADA, Cost.ONE_REQUEST);
      } else {
        now += wait.toNanos();
      }
    }
    assertThat((double) calls / (amount * windows)).isBetween(0.97, 1.0);
  }

  @Test
  void theTimeToComeBackIsWhenThereIsRoom() {
    List<Limit> limits = List.of(requests(3, Duration.ofSeconds(60), 0));
    for (int call = 0; call < 3; call++) {
      assertThat(limiters.tryTake(ADA, limits, Cost.ONE_REQUEST, Priority.BULK)).isZero();
      now += Duration.ofSeconds(1).toNanos();
      limiters.ended(ADA, Cost.ONE_REQUEST);
    }
    Duration wait = limiters.tryTake(ADA, limits, Cost.ONE_REQUEST, Priority.BULK);
    assertThat(wait).isEqualTo(Duration.ofSeconds(58));
    now += wait.toNanos() - 1;
    assertThat(limiters.tryTake(ADA, limits, Cost.ONE_REQUEST, Priority.BULK)).isPositive();
    now += 1;
    assertThat(limiters.tryTake(ADA, limits, Cost.ONE_REQUEST, Priority.BULK)).isZero();
  }

  /** They are kept as one, which leaves the window when the last of them does. */
  @Test
  void callsThatEndCloseTogetherAllLeaveTheWindowWithTheLast() {
    List<Limit> limits = List.of(requests(3, Duration.ofMillis(1024), 0));
    for (int call = 0; call < 3; call++) {
      assertThat(limiters.tryTake(ADA, limits, Cost.ONE_REQUEST, Priority.BULK)).isZero();
      limiters.ended(ADA, Cost.ONE_REQUEST);
      now += Duration.ofNanos(300_000).toNanos();
    }
    now += Duration.ofMillis(1024).toNanos() - 900_000;
    assertThat(limiters.tryTake(ADA, limits, Cost.ONE_REQUEST, Priority.BULK))
        .isEqualTo(Duration.ofNanos(600_000));
    now += 600_000;
    assertThat(taken(limits)).isEqualTo(3);
  }

  @Test
  void bulkCannotTakeWhatIsReserved() {
    List<Limit> limits = List.of(requests(10, Duration.ofSeconds(60), 2));
    for (int call = 0; call < 8; call++) {
      assertThat(limiters.tryTake(ADA, limits, Cost.ONE_REQUEST, Priority.BULK)).isZero();
    }
    assertThat(limiters.tryTake(ADA, limits, Cost.ONE_REQUEST, Priority.BULK)).isPositive();
    for (int call = 0; call < 2; call++) {
      assertThat(limiters.tryTake(ADA, limits, Cost.ONE_REQUEST, Priority.INTERACTIVE)).isZero();
    }
    assertThat(limiters.tryTake(ADA, limits, Cost.ONE_REQUEST, Priority.INTERACTIVE)).isPositive();
  }

  @Test
  void whoTakesNothingOfALimitNeverWaitsForIt() {
    List<Limit> limits =
        List.of(
            requests(100, Duration.ofSeconds(60), 20),
            new Limit(LimitUnit.MESSAGES, 10, Duration.ofSeconds(60), 2, true, "test"));
    Cost mail = Cost.ONE_REQUEST.and(LimitUnit.MESSAGES, 1);
    for (int call = 0; call < 10; call++) {
      assertThat(limiters.tryTake(ADA, limits, mail, Priority.INTERACTIVE)).isZero();
    }
    assertThat(limiters.tryTake(ADA, limits, mail, Priority.BULK)).isPositive();
    assertThat(limiters.tryTake(ADA, limits, Cost.ONE_REQUEST, Priority.BULK)).isZero();
  }

  @ParameterizedTest
  @CsvSource({"30, 900", "30, 20", "500, 80"})
  void bulkInEvenStepsGetsNearlyAllOfItsShareAndWhoComesBetweenWaitsForAStep(
      long amount, long latencyMillis) {
    Limit even =
        new Limit(LimitUnit.REQUESTS, amount, Duration.ofSeconds(60), amount / 30, true, "test");
    Duration latency = Duration.ofMillis(latencyMillis);
    long bulk = bulkFor(Duration.ofMinutes(20), List.of(even), latency);
    assertThat((double) bulk / (20 * even.ofBulk())).isBetween(0.97, 1.01);

    Duration step = Duration.ofSeconds(60).dividedBy(even.ofBulk());
    for (int phase = 0; phase < 20; phase++) {
      var _ = bulkFor(Duration.ofSeconds(63), List.of(even), latency);
      assertThat(longestWaitOf(amount / 10, List.of(even)))
          .as("phase %d", phase)
          .isLessThanOrEqualTo(step.plusSeconds(6));
    }
  }

  /** Of so many interactive calls, one after the other. */
  private Duration longestWaitOf(long calls, List<Limit> limits) {
    Duration longest = Duration.ZERO;
    for (int call = 0; call < calls; call++) {
      Duration wait = limiters.tryTake(ADA, limits, Cost.ONE_REQUEST, Priority.INTERACTIVE);
      if (!wait.isZero()) {
        now += wait.toNanos();
        assertThat(limiters.tryTake(ADA, limits, Cost.ONE_REQUEST, Priority.INTERACTIVE)).isZero();
      }
      limiters.ended(ADA, Cost.ONE_REQUEST);
      longest = longest.compareTo(wait) > 0 ? longest : wait;
    }
    return longest;
  }

  /** How many calls bulk makes in that time, one after the other. */
  private long bulkFor(Duration time, List<Limit> limits, Duration latency) {
    long end = now + time.toNanos();
    long calls = 0;
    while (now < end) {
      Duration wait = limiters.tryTake(ADA, limits, Cost.ONE_REQUEST, Priority.BULK);
      if (wait.isZero()) {
        calls++;
        now += latency.toNanos();
        limiters.ended(ADA, Cost.ONE_REQUEST);
      } else {
        now += wait.toNanos();
      }
    }
    return calls;
  }

  @Test
  void oneUserTakesNothingFromAnother() {
    List<Limit> limits = List.of(requests(1, Duration.ofSeconds(60), 0));
    assertThat(limiters.tryTake(ADA, limits, Cost.ONE_REQUEST, Priority.BULK)).isZero();
    assertThat(limiters.tryTake(BOB, limits, Cost.ONE_REQUEST, Priority.BULK)).isZero();
    assertThat(limiters.tryTake(ADA, limits, Cost.ONE_REQUEST, Priority.BULK)).isPositive();
  }

  @Test
  void aHigherLimitKeepsWhatWasCounted() {
    List<Limit> standard = List.of(requests(180, Duration.ofSeconds(60), 0));
    List<Limit> large = List.of(requests(600, Duration.ofSeconds(60), 0));
    assertThat(taken(standard)).isEqualTo(180);
    assertThat(taken(large)).isEqualTo(420);
  }

  @Test
  void whatWasSentElsewhereCountsAlsoForAUserWhoIsKnown() {
    List<Limit> limits = List.of(requests(10, Duration.ofSeconds(60), 0));
    assertThat(limiters.tryTake(ADA, limits, Cost.ONE_REQUEST, Priority.BULK)).isZero();
    limiters.ended(ADA, Cost.ONE_REQUEST);
    limiters.restore(ADA, new Cost(java.util.Map.of(LimitUnit.REQUESTS, 5L)), Duration.ZERO);
    assertThat(taken(limits)).isEqualTo(4);
  }

  @Test
  void afterATakeoverEachUnitCountsUntilItsOwnWindowIsOver() {
    List<Limit> mailbox =
        List.of(
            new Limit(LimitUnit.UPLOADED_BYTES, 150, Duration.ofMinutes(5), 0, "test"),
            new Limit(LimitUnit.RECIPIENTS, 10_000, Duration.ofDays(1), 0, "test"));
    Cost mail = Cost.NOTHING.and(LimitUnit.RECIPIENTS, 20);
    Cost file = Cost.NOTHING.and(LimitUnit.UPLOADED_BYTES, 20);
    limiters.restore(
        ADA, Cost.NOTHING.and(LimitUnit.RECIPIENTS, 9_990), Duration.ofHours(24).minusMinutes(10));
    limiters.restore(ADA, Cost.NOTHING.and(LimitUnit.UPLOADED_BYTES, 140), Duration.ofMinutes(4));

    assertThat(limiters.tryTake(ADA, mailbox, file, Priority.INTERACTIVE))
        .isEqualTo(Duration.ofMinutes(1));
    assertThat(limiters.tryTake(ADA, mailbox, mail, Priority.INTERACTIVE))
        .isEqualTo(Duration.ofMinutes(10));
    now += Duration.ofMinutes(1).toNanos();
    limiters.forgetIdle();
    assertThat(limiters.tryTake(ADA, mailbox, file, Priority.INTERACTIVE)).isZero();
    assertThat(limiters.tryTake(ADA, mailbox, mail, Priority.INTERACTIVE))
        .isEqualTo(Duration.ofMinutes(9));
    now += Duration.ofMinutes(9).toNanos();
    assertThat(limiters.tryTake(ADA, mailbox, mail, Priority.INTERACTIVE)).isZero();
  }

  @Test
  void aCallThatOutlivesItsLimiterIsCountedWhenItEnds() {
    List<Limit> limits = List.of(requests(3, Duration.ofSeconds(60), 0));
    assertThat(limiters.tryTake(ADA, limits, Cost.ONE_REQUEST, Priority.BULK)).isZero();
    limiters.forget(ADA);
    assertThat(limiters.tryTake(ADA, limits, Cost.ONE_REQUEST, Priority.BULK)).isZero();
    limiters.ended(ADA, Cost.ONE_REQUEST);
    limiters.ended(ADA, Cost.ONE_REQUEST);
    assertThat(taken(limits)).isEqualTo(1);
    now += Duration.ofSeconds(61).toNanos();
    assertThat(taken(limits)).isEqualTo(2); // the one that just got through is not over yet
  }

  private int taken(List<Limit> limits) {
    int calls = 0;
    while (limiters.tryTake(ADA, limits, Cost.ONE_REQUEST, Priority.INTERACTIVE).isZero()) {
      calls++;
    }
    return calls;
  }
}
