package dev.errand.bench;

import dev.errand.local.drive.RunningJvm;
import dev.errand.local.drive.SandboxDriver;
import dev.errand.schemas.Command;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The provider is down, and everybody has a command that waits for it: what does that cost, and how
 * do they come back when it is up again.
 */
final class Parked implements Scenario {

  private static final String WORKER = "note-worker";
  private static final Duration LOOK = Duration.ofSeconds(2);
  private static final Duration GATHERING = Duration.ofMinutes(10);
  private static final Duration COME_BACK = Duration.ofMinutes(10);

  /** After it the warm-up has left the windows of all limits, and they are forgotten. */
  private static final Duration FORGETTING = Duration.ofSeconds(130);

  private static final Duration IDLE = Duration.ofSeconds(60);
  private static final int BYTES_A_LANE = 1024;
  private static final double IDLE_CORES = 0.05;

  /** Those who noticed the outage wait each for themselves. */
  private static final int NOTICED_PERCENT = 1;

  /** As many as a gate lets through in a second at the most. */
  private static final int NO_HERD = 5_000;

  @Override
  public String name() {
    return "parked";
  }

  @Override
  public String says() {
    return "--lanes 100000 with a command each, while the provider is down";
  }

  @Override
  public void run(BenchStack stack, Options options, Report report) {
    int lanes = options.of("lanes", 100_000);
    List<Member> members = Crowd.connectedInBulk(stack, lanes, report);
    SandboxDriver sandbox = stack.sandbox();
    try (Asking asking = new Asking(stack.bootstrapServers());
        RunningJvm jvm = new RunningJvm(stack.stack().app(WORKER))) {
      report.progress("Warming up: one command of each");
      ask(asking, new Round("warm-up", 1), members);
      report.succeeded(asking.await(COME_BACK));
      report.progress("Waiting until what was sent has left all limits");
      Breaking.sleep(FORGETTING);
      long heapBefore = jvm.heapInUse();
      down(sandbox);
      report.progress("The provider is down; publishing a command of each");
      ask(asking, new Round("held", 1), members);
      held(stack, jvm, lanes, heapBefore, report);
      long up = sandbox.ledgerEnd();
      var _ = sandbox.admin("DELETE", "/admin/faults", null);
      report.progress("The provider is up again");
      List<Answer> answers = asking.await(COME_BACK);
      comeBack(sandbox.ledgerSince(up), report);
      report.succeeded(answers);
    }
  }

  private static void ask(Asking asking, Round round, List<Member> members) {
    for (Command command : round.commands(members)) {
      asking.ask(command, System.nanoTime());
    }
  }

  private static void down(SandboxDriver sandbox) {
    ObjectNode rule = JsonMapper.shared().createObjectNode();
    rule.put("area", "notion").putObject("fault").put("preset", "notion.503");
    var _ = sandbox.admin("POST", "/admin/faults", rule);
  }

  private static void held(
      BenchStack stack, RunningJvm jvm, int lanes, long heapBefore, Report report) {
    int expected = lanes - lanes * NOTICED_PERCENT / 100;
    await(() -> jvm.metric("errand_gates_lanes ") >= expected);
    long held = jvm.metric("errand_gates_lanes ");
    report.check("lanes held by one pause", held >= expected, "%,d".formatted(held));
    long calls = stack.sandbox().ledgerEnd();
    CpuTimes before = CpuTimes.of(stack.processes());
    Breaking.sleep(IDLE);
    CpuTimes used = CpuTimes.of(stack.processes()).since(before);
    report.progress(
        "%,d calls tried the provider in %,d s"
            .formatted(stack.sandbox().ledgerEnd() - calls, IDLE.toSeconds()));
    for (String process : List.of(WORKER, "postgres")) {
      double cores = (double) used.of(process).toNanos() / IDLE.toNanos();
      report.check(
          "cores busy in " + process,
          cores <= IDLE_CORES,
          String.format(Locale.ROOT, "%.3f", cores));
    }
    long each = (jvm.heapInUse() - heapBefore) / Math.max(held, 1);
    report.check("heap a lane", each <= BYTES_A_LANE, "%,d bytes".formatted(each));
  }

  private static void await(BooleanSupplier reached) {
    long end = System.nanoTime() + GATHERING.toNanos();
    while (!reached.getAsBoolean() && System.nanoTime() < end) {
      Breaking.sleep(LOOK);
    }
  }

  private static void comeBack(List<JsonNode> calls, Report report) {
    long first =
        calls.stream().mapToLong(call -> call.path("arrivedNanos").asLong()).min().orElseThrow();
    TreeMap<Long, Long> bySecond =
        calls.stream()
            .collect(
                Collectors.groupingBy(
                    call ->
                        Duration.ofNanos(call.path("arrivedNanos").asLong() - first).toSeconds(),
                    TreeMap::new,
                    Collectors.counting()));
    Table table = new Table("seconds after the first call", "calls");
    bySecond.forEach((second, count) -> table.row(Long.toString(second), "%,d".formatted(count)));
    report.table(table);
    long busiest = bySecond.values().stream().mapToLong(Long::longValue).max().orElseThrow();
    report.check(
        "calls in the first second",
        bySecond.firstEntry().getValue() <= busiest / 2,
        "%,d".formatted(bySecond.firstEntry().getValue()));
    report.check("calls in the busiest second", busiest <= NO_HERD, "%,d".formatted(busiest));
  }
}
