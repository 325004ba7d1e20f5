package dev.errand.e2e.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.errand.e2e.People;
import dev.errand.e2e.TestStack;
import dev.errand.e2e.oracle.Audited;
import dev.errand.e2e.oracle.BackToNormal;
import dev.errand.e2e.oracle.Drained;
import dev.errand.e2e.oracle.Evidence;
import dev.errand.e2e.oracle.HonestFailures;
import dev.errand.e2e.oracle.HonestUnknowns;
import dev.errand.e2e.oracle.LimitsKept;
import dev.errand.e2e.oracle.Oracle;
import dev.errand.e2e.oracle.Oracles;
import dev.errand.e2e.oracle.Resources;
import dev.errand.schemas.Status;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * The promises while everything breaks. A minute of it, or as long as {@code -Derrand.chaos=20m}
 * says; what it prints tells how to have the same run again.
 */
@ResourceLock(TestStack.BESIDE)
@Execution(ExecutionMode.CONCURRENT)
class ChaosTest {

  /** The busy one's limits let it go on for as long as the faults took, and then some. */
  private static final Duration DRAINING = Duration.ofMinutes(10);

  /** After its first run an interactive command is tried for so long. */
  private static final Duration PATIENCE = Duration.ofMinutes(15);

  private static final Duration SETTLING = Duration.ofMinutes(1);

  private final ChaosSettings settings =
      ChaosSettings.of(System.getProperties(), System.nanoTime() % 1_000_000);

  @Test
  void whateverBreaksEachCommandIsDoneOnceInOrderAsItsUserAndNothingStaysBehind() throws Exception {
    System.out.println("chaos again with: " + settings.again());
    try (ChaosStack stack = new ChaosStack();
        People people = People.withDesks(stack.stack(), settings.people());
        ExecutorService thread = Executors.newSingleThreadExecutor()) {
      Map<String, Resources> before = Measured.now(stack);
      FaultLog log = new FaultLog(Clock.systemUTC());
      Future<?> load = thread.submit(new Load(people, settings));
      new Nemesis(stack, settings.seed(), log).rage(settings.faults());
      var _ = load.get();
      awaitAll(people, log);
      check(stack, people, before);
    }
  }

  private void awaitAll(People people, FaultLog log) {
    await(settings.again())
        .atMost(settings.faults().plus(DRAINING))
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(() -> assertThat(people.answered()).isEqualTo(people.asked()));
    log.add("all %d commands have a result".formatted(people.asked()));
  }

  private void check(ChaosStack stack, People people, Map<String, Resources> before) {
    settled(() -> Drained.now(stack.stack().database()));
    Evidence evidence = people.evidence(); // now: a result that came late counts as well
    LimitsKept limits = new LimitsKept(evidence);
    System.out.println("chaos ends: " + ends(evidence));
    HonestUnknowns unknowns = new HonestUnknowns(evidence);
    System.out.printf(
        "chaos unknown: %d, calls with an effect in doubt: %d%n",
        unknowns.count(), unknowns.inDoubt());
    System.out.println("chaos fullest windows: " + limits.fullest());
    Oracles.assertHold(
        Oracles.of(evidence, Set.of(Status.SUCCEEDED, Status.UNKNOWN, Status.FAILED)));
    Oracles.assertHold(
        List.of(
            unknowns,
            new HonestFailures(evidence, PATIENCE),
            Audited.now(evidence, stack.stack().database())));
    settled(() -> new BackToNormal(before, Measured.now(stack)));
  }

  private static void settled(Supplier<Oracle> oracle) {
    await()
        .atMost(SETTLING)
        .pollInterval(Duration.ofSeconds(3))
        .untilAsserted(() -> Oracles.assertHold(List.of(oracle.get())));
  }

  private static Map<String, Long> ends(Evidence evidence) {
    Map<String, Long> ends =
        evidence.results().stream()
            .collect(
                Collectors.groupingBy(each -> each.status().wireName(), Collectors.counting()));
    ends.put("calls", (long) evidence.calls().size());
    ends.put(
        "calls with a fault",
        evidence.calls().stream().filter(call -> call.fault() != null).count());
    return ends;
  }
}
