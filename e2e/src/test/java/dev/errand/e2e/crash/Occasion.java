package dev.errand.e2e.crash;

import static org.awaitility.Awaitility.await;

import dev.errand.e2e.Burst;
import dev.errand.e2e.People;
import dev.errand.e2e.TestStack;
import dev.errand.e2e.crash.Cell.When;
import dev.errand.schemas.Provider;
import dev.errand.schemas.UserId;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What makes a process come by the point of a cell. */
final class Occasion {

  static final Burst.Size SIZE = new Burst.Size(9, 45, 5);

  /** Enough that each lane has something in flight and something behind it. */
  private static final Burst.Size MORE = new Burst.Size(9, 120, 5);

  /**
   * So that somebody is at work for as long as it takes a process to start or to be told to end.
   */
  private static final Duration CALL_TAKES = Duration.ofMillis(1_500);

  /** How long a burst keeps a process at work, about. */
  private static final Duration BURST = Duration.ofSeconds(3);

  /** However long it takes to start. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final TestStack stack;
  private final ArmedApp armed;
  private final Cell cell;
  private final long seed;
  private final String area;
  private final boolean slow;

  Occasion(TestStack stack, ArmedApp armed, Cell cell, long seed) {
    this.stack = stack;
    this.armed = armed;
    this.cell = cell;
    this.seed = seed;
    area = cell.provider() == Provider.MICROSOFT ? "graph" : "notion";
    slow = Set.of(When.START, When.STOP).contains(cell.when());
  }

  /** The process has its share, or does not run where its start is the occasion. */
  void prepare() {
    if (cell.when() == When.START) {
      armed.stop();
    } else {
      armed.awaitShare();
    }
  }

  private Burst.Size size() {
    return slow ? MORE : SIZE;
  }

  /** Makes the people; sets the trap before that if their first commands are the occasion. */
  Burst people() {
    if (cell.when() == When.NEWCOMERS) {
      setTrap();
    }
    return cell.when() == When.ALL ? Burst.ofAllOperations(seed, size()) : new Burst(seed, size());
  }

  /** Sets the trap, if it is not yet, and lets the process come by. */
  void bring(Burst burst) {
    if (cell.when() != When.NEWCOMERS) {
      setTrap();
    }
    callsTake(slow ? CALL_TAKES : Duration.ZERO);
    work(burst);
  }

  private void setTrap() {
    armed.trap().set(cell.point(), hit(), cell.mode(), cell.exception());
  }

  void callsTakeNoTime() {
    callsTake(Duration.ZERO);
  }

  /** Nothing of it is left for the next. */
  void end() {
    callsTakeNoTime();
    stack.sandbox().admin("DELETE", "/admin/faults", null);
  }

  private void callsTake(Duration time) {
    stack.sandbox().latency(area, time.toMillis());
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
      case WORK, ALL -> publishUntilReached(burst);
      case NEWCOMERS -> burst.publishAll();
      case HEAL -> {
        burst.users().forEach(this::trashContents);
        burst.ensureAll();
        publishUntilReached(burst);
      }
      case REFRESH -> {
        burst.users().forEach(this::expireTokens);
        publishUntilReached(burst);
      }
      case DOUBT -> {
        fault(
            burst, JsonMapper.shared().createObjectNode().put("cut", "reset").put("when", "after"));
        publishUntilReached(burst);
      }
      case WAIT -> {
        ObjectNode later = JsonMapper.shared().createObjectNode().put("status", 429);
        later.putObject("headers").put("Retry-After", "6");
        fault(burst, later);
        publishUntilReached(burst);
      }
      case START -> {
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

  /**
   * What the process has of a burst is left to chance, and may be too little: then there is more.
   */
  private void publishUntilReached(Burst burst) {
    burst.publishAll();
    long enough = System.nanoTime() + (cell.when() == When.START ? 0 : BURST.toNanos());
    await("not reached")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              boolean reached = armed.trap().reached();
              if (!reached && System.nanoTime() > enough) {
                burst.publishAnother();
              }
              return reached;
            });
  }

  private void trashContents(UserId user) {
    for (JsonNode page : stack.sandbox().contents(user.value())) {
      if (page.path("title").asString().equals("Table of Contents")) {
        ObjectNode change =
            JsonMapper.shared().createObjectNode().put("person", user.value()).put("inTrash", true);
        String address = "/admin/notion/pages/" + page.path("id").asString();
        stack.sandbox().admin("PATCH", address, change);
      }
    }
  }

  private void expireTokens(UserId user) {
    ObjectNode which =
        JsonMapper.shared().createObjectNode().put("person", user.value()).put("area", area);
    stack.sandbox().admin("POST", "/admin/tokens/expire", which);
  }

  /** Only for those whom the process serves: else it may never come by. */
  private void fault(Burst burst, ObjectNode fault) {
    for (UserId user : burst.users()) {
      if (armed.partitions().contains(People.partition(user))) {
        ObjectNode rule = JsonMapper.shared().createObjectNode().put("area", area);
        rule.put("person", user.value()).put("method", "POST").put("times", 2);
        rule.set("fault", fault);
        stack.sandbox().admin("POST", "/admin/faults", rule);
      }
    }
  }
}
