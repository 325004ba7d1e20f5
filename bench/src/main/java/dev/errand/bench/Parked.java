package dev.errand.bench;

import dev.errand.local.drive.RunningJvm;
import dev.errand.local.drive.SandboxDriver;
import dev.errand.schemas.Command;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One refusal holds back everybody, each with a command that waits: what does that cost, and how do
 * they come back when it ends.
 *
 * <p>All are in one workspace, since that is the widest pause Notion tells of.
 */
final class Parked implements Scenario {

  private static final String WORKER = "note-worker";
  private static final Duration IDLE = Duration.ofSeconds(20);
  private static final Duration LOOK = Duration.ofSeconds(2);
  private static final Duration GATHERING = Duration.ofMinutes(10);
  private static final Duration CALM_DOWN = Duration.ofSeconds(10);
  private static final Duration COME_BACK = Duration.ofMinutes(10);
  private static final int REFUSED = 429;
  private static final int BYTES_A_LANE = 1024;
  private static final double IDLE_CORES = 0.05;

  @Override
  public String name() {
    return "parked";
  }

  @Override
  public String says() {
    return "--lanes 100000 with a command each, held back by one refusal for --pause seconds"
        + " (60 and one for each 200 lanes)";
  }

  @Override
  public void run(BenchStack stack, Options options, Report report) {
    int lanes = options.of("lanes", 100_000);
    int pause = options.of("pause", 60 + lanes / 200);
    List<Member> members = Crowd.inOneWorkspace(stack, lanes, report);
    SandboxDriver sandbox = stack.sandbox();
    try (Asking asking = new Asking(stack.bootstrapServers());
        RunningJvm jvm = new RunningJvm(stack.stack().app(WORKER))) {
      report.progress("Warming up: one command of each");
      ask(asking, new Round("warm-up", 1), members);
      report.succeeded(asking.await(COME_BACK));
      long heapBefore = jvm.heapInUse();
      long begin = sandbox.ledgerEnd();
      close(stack.sandbox(), asking, members.getFirst(), pause);
      report.progress("Publishing a command of each; none may be sent for %d s".formatted(pause));
      ask(asking, new Round("held", 1), members);
      held(stack, jvm, lanes, heapBefore, report);
      report.progress("Waiting for the end of the pause");
      List<Answer> answers = asking.await(Duration.ofSeconds(pause).plus(COME_BACK));
      comeBack(sandbox.ledgerSince(begin), pause, report);
      report.succeeded(answers);
    }
  }

  private static void ask(Asking asking, Round round, List<Member> members) {
    for (Command command : round.commands(members)) {
      asking.ask(command, System.nanoTime());
    }
  }

  /** One call is refused for the whole workspace. */
  private static void close(SandboxDriver sandbox, Asking asking, Member first, int seconds) {
    ObjectNode rule = JsonMapper.shared().createObjectNode();
    rule.put("area", "notion").put("person", first.user().value()).put("times", 1);
    ObjectNode fault = rule.putObject("fault").put("status", REFUSED);
    fault.putObject("headers").put("retry-after", Integer.toString(seconds));
    fault
        .putObject("body")
        .put("object", "error")
        .put("status", REFUSED)
        .put("code", "rate_limited")
        .put("message", "You have been rate limited.")
        .putObject("additional_data")
        .put("rate_limit_reason", "public_api_space_request_rate_limit");
    var _ = sandbox.admin("POST", "/admin/faults", rule);
    long before = sandbox.ledgerEnd();
    asking.ask(new Round("refused", 1).command(first, 0), System.nanoTime());
    while (sandbox.ledgerEnd() == before) {
      Breaking.sleep(Duration.ofMillis(50));
    }
  }

  private static void held(
      BenchStack stack, RunningJvm jvm, int lanes, long heapBefore, Report report) {
    long held = awaitHeld(jvm, lanes);
    long heap = jvm.heapInUse();
    Breaking.sleep(CALM_DOWN);
    CpuTimes before = CpuTimes.of(stack.processes());
    Breaking.sleep(IDLE);
    CpuTimes used = CpuTimes.of(stack.processes()).since(before);
    report.heading("%,d lanes are held back".formatted(held));
    long each = (heap - heapBefore) / Math.max(held, 1);
    report.check("heap a lane", each <= BYTES_A_LANE, "%,d bytes".formatted(each));
    for (String process : List.of(WORKER, "postgres")) {
      double cores = (double) used.of(process).toNanos() / IDLE.toNanos();
      report.check(
          "cores busy in " + process,
          cores <= IDLE_CORES,
          String.format(Locale.ROOT, "%.3f", cores));
    }
  }

  private static long awaitHeld(RunningJvm jvm, int lanes) {
    long end = System.nanoTime() + GATHERING.toNanos();
    long held = jvm.metric("errand_lanes ");
    while (held < lanes && System.nanoTime() < end) {
      Breaking.sleep(LOOK);
      held = jvm.metric("errand_lanes ");
    }
    return held;
  }

  private static void comeBack(List<JsonNode> calls, int pause, Report report) {
    long refused =
        calls.stream()
            .filter(call -> call.path("status").asInt() == REFUSED)
            .mapToLong(call -> call.path("arrivedNanos").asLong())
            .findFirst()
            .orElseThrow();
    TreeMap<Long, Long> bySecond =
        calls.stream()
            .collect(
                Collectors.groupingBy(
                    call ->
                        Duration.ofNanos(call.path("arrivedNanos").asLong() - refused).toSeconds()
                            - pause,
                    TreeMap::new,
                    Collectors.counting()));
    long early = bySecond.headMap(0L).values().stream().mapToLong(Long::longValue).sum() - 1;
    report.check("calls during the pause", early == 0, Long.toString(early));
    Map<Long, Long> after = bySecond.tailMap(0L);
    Table table = new Table("seconds after its end", "calls");
    after.forEach((second, count) -> table.row(Long.toString(second), "%,d".formatted(count)));
    report.table(table);
    report.heading(
        "The busiest second has %,d calls"
            .formatted(after.values().stream().mapToLong(Long::longValue).max().orElse(0)));
  }
}
