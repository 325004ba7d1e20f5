package dev.errand.bench;

import dev.errand.local.stack.StackProblem;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.slf4j.LoggerFactory;

/** What {@code ./errand bench} runs: one scenario; exit code 1 if a check fails. */
public final class Bench {

  private static final List<Scenario> SCENARIOS =
      List.of(
          new Throughput(),
          new Latency(),
          new Flood(),
          new Parked(),
          new Recovery(),
          new Refreshes());

  private Bench() {}

  public static void main(String[] args) {
    var _ = LoggerFactory.getILoggerFactory(); // before many threads log at once
    try {
      System.exit(run(Arrays.asList(args)) ? 0 : 1);
    } catch (StackProblem e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  private static boolean run(List<String> args) {
    Scenario scenario = scenario(args);
    Options options = Options.of(args.subList(1, args.size()));
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    Report report = new Report(System.out);
    Clock clock = Clock.systemUTC();
    try (BenchStack stack =
        BenchStack.fresh(Path.of("").toAbsolutePath(), System.getenv(), clock, report)) {
      scenario.run(stack, options, report);
    }
    report.end(
        String.format(
            Locale.ROOT,
            "./errand bench %s | %s | %d cores, load %.2f before | JDK %s",
            String.join(" ", args),
            clock.instant(),
            Runtime.getRuntime().availableProcessors(),
            load,
            Runtime.version()));
    return report.passed();
  }

  private static Scenario scenario(List<String> args) {
    return SCENARIOS.stream()
        .filter(each -> !args.isEmpty() && each.name().equals(args.getFirst()))
        .findFirst()
        .orElseThrow(() -> new StackProblem(usage()));
  }

  private static String usage() {
    StringBuilder usage = new StringBuilder("Usage: ./errand bench SCENARIO [--NAME NUMBER]...");
    SCENARIOS.forEach(each -> usage.append("%n  %-12s %s".formatted(each.name(), each.says())));
    return usage.toString();
  }
}
