package dev.errand.bench;

import dev.errand.local.stack.AppProcess;
import dev.errand.schemas.Topics;
import dev.errand.schemas.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * A part is killed while people work: how long until the first of those who are concerned has a
 * result of something that was asked for after that, and until the last of them has.
 */
final class Recovery implements Scenario {

  private static final String WORKER = "note-worker";
  private static final Duration WARM_UP = Duration.ofSeconds(20);

  @Override
  public String name() {
    return "recovery";
  }

  @Override
  public String says() {
    return "--users 200 send --rate 50 a second to two workers; a worker, PostgreSQL and the broker"
        + " are killed";
  }

  @Override
  public void run(BenchStack stack, Options options, Report report) {
    List<Member> members = Crowd.connected(stack, options.of("users", 200), report);
    AppProcess second = stack.stack().beside(WORKER);
    Table table = new Table("seconds from the kill to", "the first", "the last");
    List<Answer> answers = new ArrayList<>();
    try (Asking asking = new Asking(stack.bootstrapServers())) {
      OpenLoop loop = new OpenLoop(asking, members, options.of("rate", 50));
      Watch watch = new Watch(loop, answers, report);
      report.progress("Starting a second worker, and warming up");
      second.launch();
      second.awaitHealthy();
      answers.addAll(loop.run("warm-up", WARM_UP).answers());
      worker(stack, watch, table);
      startAgain(stack.stack().app(WORKER));
      database(stack, watch, table);
      broker(stack, watch, table);
    } finally {
      second.stop();
    }
    report.heading(
        "%d note.append a second over %d users and two workers: results after a SIGKILL"
            .formatted(options.of("rate", 50), members.size()));
    report.table(table);
    report.succeeded(answers);
  }

  /** Who had been with the killed one is known by the partitions that have been taken over. */
  private static void worker(BenchStack stack, Watch watch, Table table) {
    Map<Integer, Long> before = stack.journal().epochs(Topics.NOTE.commands());
    Watch.Seen seen = watch.during("one-of-two", () -> stack.stack().app(WORKER).process().kill());
    Map<Integer, Long> after = stack.journal().epochs(Topics.NOTE.commands());
    row(
        table,
        watch.report(),
        "one of two workers, for its users",
        seen.of(takenOver(before, after)),
        15);
  }

  private static Predicate<UserId> takenOver(Map<Integer, Long> before, Map<Integer, Long> after) {
    return user ->
        !Objects.equals(after.get(Breaking.partition(user)), before.get(Breaking.partition(user)));
  }

  private static void startAgain(AppProcess worker) {
    worker.launch();
    worker.awaitHealthy();
  }

  private static void database(BenchStack stack, Watch watch, Table table) {
    Watch.Seen seen =
        watch.during(
            "database",
            () -> {
              stack.stack().postgres().kill();
              var _ = stack.stack().postgres().start();
            });
    row(table, watch.report(), "PostgreSQL, started again", seen.of(user -> true), 10);
  }

  private static void broker(BenchStack stack, Watch watch, Table table) {
    Watch.Seen seen =
        watch.during(
            "broker",
            () -> {
              stack.stack().kafka().kill();
              var _ = stack.stack().kafka().start();
            });
    row(table, watch.report(), "the broker, started again", seen.of(user -> true), 30);
  }

  private static void row(
      Table table, Report report, String name, Collection<Long> nanos, int most) {
    boolean anybody = !nanos.isEmpty();
    Percentiles times = Percentiles.of(anybody ? nanos : List.of(Long.MAX_VALUE));
    table.row(name, seconds(times.at(1)), seconds(times.max()));
    report.check(
        name,
        times.at(1) <= Duration.ofSeconds(most).toNanos(),
        anybody ? "%s s, at most %d".formatted(seconds(times.at(1)), most) : "nobody went on");
  }

  private static String seconds(long nanos) {
    return String.format(Locale.ROOT, "%.1f", nanos / 1e9);
  }
}
