package dev.errand.bench;

import dev.errand.local.drive.RunningJvm;
import dev.errand.local.stack.AppProcess;
import dev.errand.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One user asks for a million things at once, and others go on asking for one thing at a time: how
 * much longer do they wait for it, what does the worker need for it, and how soon do they go on
 * when it is killed.
 */
final class Flood implements Scenario {

  private static final String WORKER = "note-worker";
  private static final Duration WARM_UP = Duration.ofSeconds(60);
  private static final Duration TAKING_IN = Duration.ofMinutes(20);
  private static final Duration LOOK = Duration.ofSeconds(10);
  private static final Duration AFTER_KILL = Duration.ofSeconds(40);
  private static final Duration SETTLED = Duration.ofMinutes(1);
  private static final Duration TAKEOVER = Duration.ofSeconds(15);
  private static final int RATE_AFTER_KILL = 20;
  private static final double MOST_SLOWER = 1.10;

  /** What the worker may keep of a million commands. */
  private static final long MORE_HEAP = 32L << 20;

  private static final int TELL_EVERY = 100_000;

  @Override
  public String name() {
    return "flood";
  }

  @Override
  public String says() {
    return "one user with --pending 1000000 commands while --users 2000 others send --rate 100 a"
        + " second for --seconds 60";
  }

  @Override
  public void run(BenchStack stack, Options options, Report report) {
    int pending = options.of("pending", 1_000_000);
    int rate = options.of("rate", 100);
    Duration time = Duration.ofSeconds(options.of("seconds", 60));
    List<Member> all = Crowd.connected(stack, options.of("users", 2_000) + 1, report);
    Member flooder = all.getLast();
    List<Member> others = all.subList(0, all.size() - 1);
    AppProcess worker = stack.stack().app(WORKER);
    try (Asking asking = new Asking(stack.bootstrapServers());
        RunningJvm jvm = new RunningJvm(worker)) {
      OpenLoop loop = new OpenLoop(asking, others, rate);
      report.progress("Warming up");
      var _ = loop.run("warm-up", WARM_UP);
      long heapBefore = jvm.heapInUse();
      report.progress("Measuring without the flood");
      OpenLoop.Ran without = loop.run("without", time);
      report.progress("Publishing %,d commands of one user".formatted(pending));
      long records = stack.journal().takenIn(Topics.NOTE.commands()) + pending;
      publish(asking, flooder, pending, report);
      OpenLoop.Ran during = loop.run("during", time);
      awaitTakenIn(stack.journal(), records + during.answers().size(), report);
      long waiting = jvm.metric("errand_pending");
      long heapWith = jvm.heapInUse();
      report.progress("Measuring with %,d pending".formatted(waiting));
      OpenLoop.Ran with = loop.run("with", time);
      tell(report, others.size(), rate, without, during, with);
      report.check(
          "of the flood waiting", waiting >= pending / 100 * 95L, "%,d".formatted(waiting));
      report.check(
          "heap in use with %,d pending".formatted(waiting),
          heapWith - heapBefore <= MORE_HEAP,
          "%,d MiB, without them %,d MiB".formatted(heapWith >> 20, heapBefore >> 20));
      takeover(stack, asking, neighbours(others, flooder), waiting, report);
    }
  }

  private static void publish(Asking asking, Member flooder, int pending, Report report) {
    Round flood = new Round("flood", pending);
    for (int number = 0; number < pending; number++) {
      asking.tell(flood.command(flooder, number));
      if (number % TELL_EVERY == TELL_EVERY - 1) {
        report.progress("%,d published".formatted(number + 1));
      }
    }
  }

  private static void awaitTakenIn(Journal journal, long records, Report report) {
    long end = System.nanoTime() + TAKING_IN.toNanos();
    long taken = journal.takenIn(Topics.NOTE.commands());
    while (taken < records && System.nanoTime() < end) {
      report.progress("%,d of %,d taken in".formatted(taken, records));
      Breaking.sleep(LOOK);
      taken = journal.takenIn(Topics.NOTE.commands());
    }
  }

  private static void tell(
      Report report,
      int others,
      int rate,
      OpenLoop.Ran without,
      OpenLoop.Ran during,
      OpenLoop.Ran with) {
    Table table = new Table("ms", "p50", "p95", "p99", "max");
    row(table, "without the flood", without);
    row(table, "while it is taken in", during);
    row(table, "while it waits", with);
    report.heading(
        "%,d others, %d note.append a second: from publish to result seen".formatted(others, rate));
    report.table(table);
    double ratio = (double) spread(with).at(99) / spread(without).at(99);
    report.check("p99 while it waits, to that without it", ratio <= MOST_SLOWER, number(ratio));
    List<Answer> answers = new ArrayList<>(without.answers());
    answers.addAll(during.answers());
    answers.addAll(with.answers());
    report.succeeded(answers);
  }

  private static void row(Table table, String name, OpenLoop.Ran ran) {
    Percentiles spread = spread(ran);
    table.row(
        name,
        number(spread.at(50) / 1e6),
        number(spread.at(95) / 1e6),
        number(spread.at(99) / 1e6),
        number(spread.max() / 1e6));
  }

  private static Percentiles spread(OpenLoop.Ran ran) {
    return Percentiles.of(ran.answers().stream().map(Answer::nanos).toList());
  }

  private static List<Member> neighbours(List<Member> others, Member flooder) {
    return others.stream()
        .filter(each -> Breaking.partition(each.user()) == Breaking.partition(flooder.user()))
        .toList();
  }

  /** By a second worker that has begun before; the one with the flood is killed. */
  private static void takeover(
      BenchStack stack, Asking asking, List<Member> neighbours, long waiting, Report report) {
    AppProcess first = stack.stack().app(WORKER);
    AppProcess second = stack.stack().beside(WORKER);
    try {
      report.progress("Starting a second worker");
      second.launch();
      second.awaitHealthy();
      AppProcess owner = owner(List.of(first, second), waiting / 2);
      report.progress("Killing the one that has the flood's partition");
      long killed = System.nanoTime();
      owner.process().kill();
      OpenLoop.Ran ran =
          new OpenLoop(asking, neighbours, RATE_AFTER_KILL).run("after-kill", AFTER_KILL);
      long gap = Breaking.first(ran.answers()) - killed;
      report.check(
          "from SIGKILL to the first result in the flood's partition",
          gap <= TAKEOVER.toNanos(),
          number(gap / 1e9) + " s");
      report.succeeded(ran.answers());
    } finally {
      second.stop();
    }
  }

  private static AppProcess owner(List<AppProcess> workers, long most) {
    long end = System.nanoTime() + SETTLED.toNanos();
    while (System.nanoTime() < end) {
      for (AppProcess worker : workers) {
        try (RunningJvm jvm = new RunningJvm(worker)) {
          if (jvm.metric("errand_pending") > most) {
            return worker;
          }
        }
      }
      Breaking.sleep(Duration.ofSeconds(1));
    }
    throw new IllegalStateException("No worker has the flood's partition");
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%,.2f", value);
  }
}
