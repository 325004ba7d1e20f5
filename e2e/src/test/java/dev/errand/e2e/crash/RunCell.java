package dev.errand.e2e.crash;

import static org.awaitility.Awaitility.await;

import dev.errand.e2e.Burst;
import dev.errand.e2e.TestStack;
import dev.errand.e2e.crash.Cell.When;
import dev.errand.e2e.oracle.AllEndedAs;
import dev.errand.e2e.oracle.Drained;
import dev.errand.e2e.oracle.Evidence;
import dev.errand.e2e.oracle.InOrder;
import dev.errand.e2e.oracle.LimitsKept;
import dev.errand.e2e.oracle.OneCallInFlight;
import dev.errand.e2e.oracle.OneEffect;
import dev.errand.e2e.oracle.OneResult;
import dev.errand.e2e.oracle.Oracles;
import dev.errand.e2e.oracle.OwnToken;
import dev.errand.e2e.oracle.TrueResults;
import dev.errand.schemas.Provider;
import dev.errand.schemas.Status;
import dev.errand.schemas.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One cell: people at work, one process that is struck at its point, and all promises after it. */
final class RunCell {

  private static final Burst.Size SIZE = new Burst.Size(9, 45, 5);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final TestStack stack;
  private final ArmedApp armed;
  private final Cell cell;
  private final long seed;
  private final String area;
  private final Provider provider;
  private int reconnected;

  RunCell(TestStack stack, ArmedApp armed, Cell cell, long seed) {
    this.stack = stack;
    this.armed = armed;
    this.cell = cell;
    this.seed = seed;
    this.provider = cell.app().equals(Cells.MAIL) ? Provider.MICROSOFT : Provider.NOTION;
    this.area = provider == Provider.MICROSOFT ? "graph" : "notion";
  }

  /**
   * Runs it.
   *
   * @return a word about it for the table
   * @throws AssertionError if the point was not reached or a promise is broken
   */
  String run() {
    if (cell.when() == When.START) {
      armed.stop();
    } else {
      armed.awaitShare();
    }
    try (Burst burst = new Burst(seed, SIZE)) {
      Instant struck = Instant.now();
      armed.trap().set(cell.point(), hit(), cell.mode(), cell.exception());
      work(burst);
      armed.trap().awaitReached(PATIENCE);
      survive();
      awaitAll(burst);
      hold(burst.evidence(), struck);
      return reconnected == 0 ? "" : reconnected + " grants lost";
    } finally {
      armed.trap().clear();
      armed.goOn();
      stack.sandbox().admin("DELETE", "/admin/faults", null);
    }
  }

  /** What many threads pass, not only the first one may be struck at. */
  private int hit() {
    boolean often =
        Set.of(When.WORK, When.REFRESH).contains(cell.when())
            && !Cells.ONCE_A_BATCH.contains(cell.point());
    return often ? 1 + new Random(seed).nextInt(2) : 1;
  }

  private void work(Burst burst) {
    switch (cell.when()) {
      case WORK -> burst.publishAll();
      case REFRESH -> {
        burst.users().forEach(this::expireTokens);
        burst.publishAll();
      }
      case DOUBT -> {
        fault(JsonMapper.shared().createObjectNode().put("cut", "reset").put("when", "after"));
        burst.publishAll();
      }
      case WAIT -> {
        ObjectNode later = JsonMapper.shared().createObjectNode().put("status", 429);
        later.putObject("headers").put("Retry-After", "6");
        fault(later);
        burst.publishAll();
      }
      case START -> {
        burst.publishAll();
        armed.launch();
      }
      case STOP -> {
        burst.publishAll().awaitResults(SIZE.people() + 3);
        armed.terminate();
      }
      case CALL -> burst.publishAll(new CallApi(stack, armed.url())::submit);
    }
  }

  private void expireTokens(UserId user) {
    ObjectNode which =
        JsonMapper.shared().createObjectNode().put("person", user.value()).put("area", area);
    stack.sandbox().admin("POST", "/admin/tokens/expire", which);
  }

  private void fault(ObjectNode fault) {
    ObjectNode rule = JsonMapper.shared().createObjectNode().put("area", area);
    rule.put("method", "POST").put("times", 8).put("percent", 60.0).put("seed", seed);
    rule.set("fault", fault);
    stack.sandbox().admin("POST", "/admin/faults", rule);
  }

  private void survive() {
    switch (cell.mode()) {
      case KILL -> {
        armed.awaitDead();
        armed.launch();
      }
      case LOSE -> {}
      case PAUSE -> {
        armed.awaitTakenOver();
        if (cell.when() == When.REFRESH) {
          await("the lease has lapsed").atMost(PATIENCE).until(() -> !armed.owners().leased());
        }
        armed.goOn();
      }
    }
  }

  /** Who loses a grant that is traded for another one on each refresh has to connect again. */
  private void awaitAll(Burst burst) {
    boolean grantsMayBeLost = cell.when() == When.REFRESH && provider == Provider.NOTION;
    await("all results")
        .atMost(PATIENCE.multipliedBy(2))
        .until(
            () -> {
              if (grantsMayBeLost) {
                burst.users().forEach(this::reconnectIfNeeded);
              }
              return burst.isComplete();
            });
  }

  private void reconnectIfNeeded(UserId user) {
    if (armed.owners().mustReconnect(user.value(), provider.wireName())) {
      reconnected++;
      stack.connecting().connect(user, provider);
    }
  }

  private void hold(Evidence evidence, Instant struck) {
    Oracles.assertHold(List.of(armed.writes()));
    await("everything is told")
        .atMost(Duration.ofSeconds(20))
        .until(() -> Drained.now(stack.stack().database()).violations().findAny().isEmpty());
    Oracles.assertHold(
        List.of(
            new OneResult(evidence),
            new AllEndedAs(evidence, Set.of(Status.SUCCEEDED)),
            new OneEffect(evidence),
            new TrueResults(evidence),
            new InOrder(evidence),
            new OwnToken(evidence),
            new OneCallInFlight(evidence, List.of(struck)),
            new LimitsKept(evidence)));
  }
}
