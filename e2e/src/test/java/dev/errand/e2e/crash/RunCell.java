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
import dev.errand.e2e.oracle.WholeNotes;
import dev.errand.pipeline.CrashPoint;
import dev.errand.schemas.Provider;
import dev.errand.schemas.Status;
import dev.errand.schemas.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One cell: people at work, one process that is struck at its point, and all promises after it. */
final class RunCell {

  private static final Burst.Size SIZE = new Burst.Size(9, 45, 5);

  /** Enough that each lane has something in flight and something behind it. */
  private static final Burst.Size MORE = new Burst.Size(9, 120, 5);

  /**
   * So that somebody is at work for as long as it takes a process to start or to be told to end.
   */
  private static final Duration CALL_TAKES = Duration.ofMillis(1_500);

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final TestStack stack;
  private final ArmedApp armed;
  private final Cell cell;
  private final long seed;
  private final String area;
  private final Provider provider;

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
    boolean slow = Set.of(When.START, When.STOP).contains(cell.when());
    try (Burst burst = new Burst(seed, slow ? MORE : SIZE)) {
      LostGrants lostGrants = lostGrants(burst);
      armed.trap().set(cell.point(), hit(), cell.mode(), cell.exception());
      callsTake(slow ? CALL_TAKES : Duration.ZERO);
      work(burst);
      armed.trap().awaitReached(PATIENCE);
      requireWork(burst);
      callsTake(Duration.ZERO);
      survive();
      awaitAll(burst, lostGrants);
      if (cell.mode() == Mode.PAUSE) {
        armed.awaitShare(); // by then it has found out, and done whatever it did before
      }
      hold(burst, lostGrants);
      return lostGrants.count() == 0 ? "" : lostGrants.count() + " grants lost";
    } finally {
      armed.trap().clear();
      armed.goOn();
      callsTake(Duration.ZERO);
      stack.sandbox().admin("DELETE", "/admin/faults", null);
    }
  }

  private void callsTake(Duration time) {
    stack.sandbox().latency(area, time.toMillis());
  }

  /** Where nothing was in flight nothing can have been lost or doubled. */
  private void requireWork(Burst burst) {
    if (armed.topics().map(burst::isComplete).orElseGet(burst::isComplete)) {
      throw new AssertionError("nothing was at work when the point was reached");
    }
  }

  private LostGrants lostGrants(Burst burst) {
    return new LostGrants(
        stack.sandbox(),
        armed.owners(),
        provider.wireName(),
        burst.users(),
        armed.partitions(),
        mostLost());
  }

  /** How many grants can be lost to what is done here. */
  private int mostLost() {
    if (cell.when() != When.REFRESH || provider != Provider.NOTION) {
      return 0;
    }
    return switch (cell.mode()) {
      case KILL, PAUSE -> SIZE.people();
      case LOSE -> cell.point().equals(CrashPoint.GRANT_READ) ? 1 : 0;
    };
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
        publishUntilReached(burst);
      }
      case STOP -> {
        burst.publishAll();
        armed.topics().ifPresent(topics -> burst.awaitSome(topics, 1));
        armed.terminate();
      }
      case CALL -> burst.publishAll(new CallApi(stack, armed.url())::submit);
    }
  }

  /** However long it takes to start. */
  private void publishUntilReached(Burst burst) {
    await("not reached")
        .atMost(PATIENCE.multipliedBy(2))
        .pollInterval(Duration.ofMillis(150))
        .until(
            () -> {
              burst.publishAnother();
              return armed.trap().reached();
            });
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
  private void awaitAll(Burst burst, LostGrants lostGrants) {
    await("all results")
        .atMost(PATIENCE.multipliedBy(2))
        .until(
            () -> {
              if (mostLost() > 0) {
                burst.users().forEach(user -> reconnectIfNeeded(user, lostGrants));
              }
              return burst.isComplete();
            });
  }

  private void reconnectIfNeeded(UserId user, LostGrants lostGrants) {
    if (armed.owners().mustReconnect(user.value(), provider.wireName())) {
      lostGrants.lost(user);
      stack.connecting().connect(user, provider);
    }
  }

  /** The evidence is taken last: a result that comes late counts as well. */
  private void hold(Burst burst, LostGrants lostGrants) {
    Oracles.assertHold(List.of(armed.writes(), lostGrants));
    await("everything is told")
        .atMost(Duration.ofSeconds(20))
        .until(() -> Drained.now(stack.stack().database()).violations().findAny().isEmpty());
    Evidence evidence = burst.evidence();
    Oracles.assertHold(
        List.of(
            new OneResult(evidence),
            new AllEndedAs(evidence, Set.of(Status.SUCCEEDED)),
            new OneEffect(evidence),
            new TrueResults(evidence),
            new WholeNotes(evidence),
            new InOrder(evidence),
            new OwnToken(evidence),
            new OneCallInFlight(evidence),
            new LimitsKept(evidence)));
  }
}
