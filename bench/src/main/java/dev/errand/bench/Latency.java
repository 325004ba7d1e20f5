package dev.errand.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A calm stream of commands: how long from publish to the result that a consumer sees.
 *
 * <p>Open loop: commands are due at fixed times, whatever became of those before, and their time
 * counts from when they were due. So a stall is felt by all that fell due in it.
 */
final class Latency implements Scenario {

  private static final int WARM_UP_EACH = 10;
  private static final Duration WARM_UP = Duration.ofSeconds(10);

  @Override
  public String name() {
    return "latency";
  }

  @Override
  public String says() {
    return "note.append, --rate 50 a second for --seconds 60 over --users 200, at 0 and --latency"
        + " 150 ms";
  }

  @Override
  public void run(BenchStack stack, Options options, Report report) {
    int rate = options.of("rate", 50);
    Duration time = Duration.ofSeconds(options.of("seconds", 60));
    List<Integer> latencies = Stream.of(0, options.of("latency", 150)).distinct().toList();
    List<Member> members = Crowd.connected(stack, options.of("users", 200), report);
    Table table = new Table("ms", "p50", "p95", "p99", "max", "published late by at most");
    List<Answer> answers = new ArrayList<>();
    try (Asking asking = new Asking(stack.bootstrapServers())) {
      OpenLoop loop = new OpenLoop(asking, members, rate);
      report.progress("Warming up");
      asking.askAll(new Round("burst", WARM_UP_EACH).commands(members));
      var _ = loop.run("warm-up", WARM_UP);
      for (int latency : latencies) {
        report.progress("Measuring with %d ms a provider call".formatted(latency));
        stack.sandbox().latency("notion", latency);
        OpenLoop.Ran ran = loop.run("at-" + latency, time);
        answers.addAll(ran.answers());
        tell(table, latency, ran);
      }
    }
    report.heading(
        "%d note.append a second for %d s over %d users: from publish to result seen"
            .formatted(rate, time.toSeconds(), members.size()));
    report.table(table);
    report.succeeded(answers);
  }

  /** Each command is one provider call, so its latency is in each time once. */
  private static void tell(Table table, int latency, OpenLoop.Ran ran) {
    Percentiles spread = Percentiles.of(ran.answers().stream().map(Answer::nanos).toList());
    String name = latency + " ms a provider call";
    row(table, name, spread, Duration.ZERO, millis(ran.latest()));
    if (latency > 0) {
      row(table, name + ", less those", spread, Duration.ofMillis(latency), "");
    }
  }

  private static void row(
      Table table, String name, Percentiles spread, Duration less, String latest) {
    table.row(
        name,
        millis(spread.at(50) - less.toNanos()),
        millis(spread.at(95) - less.toNanos()),
        millis(spread.at(99) - less.toNanos()),
        millis(spread.max() - less.toNanos()),
        latest);
  }

  private static String millis(long nanos) {
    return String.format(Locale.ROOT, "%,.1f", nanos / 1e6);
  }
}
