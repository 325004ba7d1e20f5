package dev.errand.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Many people at once: how many commands a second, what they cost, and how far that is from a bare
 * client that makes the same calls.
 *
 * <p>Both do a longer round for the same people first, so that connections are open and code is
 * compiled (the first 20,000 commands cost the worker twice the CPU), and the worker has each token
 * and knows each page: what is measured is work that goes on. All rounds together stay under the
 * provider's 180 calls a minute.
 */
final class Throughput implements Scenario {

  @Override
  public String name() {
    return "throughput";
  }

  @Override
  public String says() {
    return "note.append for --users 2000, --each 10 after --warm-up 30, at --latency 150 ms, beside"
        + " a bare client";
  }

  @Override
  public void run(BenchStack stack, Options options, Report report) {
    int each = options.of("each", 10);
    int warmUp = options.of("warm-up", 30);
    int latency = options.of("latency", 150);
    List<Member> members = Crowd.connected(stack, options.of("users", 2_000), report);
    stack.sandbox().latency("notion", latency);
    Round round = new Round("measured", each);
    Meter meter = new Meter(stack);
    List<Answer> answers = new ArrayList<>();
    Stretch errand;
    Stretch bare;
    try (Asking asking = new Asking(stack.bootstrapServers());
        BareClient client = new BareClient(stack, members)) {
      report.progress("Warming up");
      client.run(new Round("bare-warm-up", warmUp));
      var _ = asking.askAll(new Round("warm-up", warmUp).commands(members));
      report.progress("Measuring");
      errand = meter.measure(each * members.size(), () -> errand(asking, round, members, answers));
      bare = meter.measure(each * members.size(), () -> bare(client, each));
    }
    stack.sandbox().latency("notion", 0);
    report.progress("Reading the pages");
    Pages pages = Pages.read(stack.sandbox(), members, round);
    report.heading(
        "%,d users x %d note.append, %d ms a provider call, after %d of each user"
            .formatted(members.size(), each, latency, warmUp));
    SideBySide tables = new SideBySide(errand, bare);
    report.table(tables.speed(members.size(), latency));
    report.table(tables.cost());
    report.heading(
        "note-worker: %,d MiB of memory at most".formatted(meter.peakMebibytes("note-worker")));
    check(report, answers, errand, pages, members.size());
  }

  /** From the first publish to the last result that a consumer sees. */
  private static Duration errand(
      Asking asking, Round round, List<Member> members, List<Answer> answers) {
    answers.addAll(asking.askAll(round.commands(members)));
    long first = answers.stream().mapToLong(Answer::asked).min().orElseThrow();
    long last = answers.stream().mapToLong(Answer::seen).max().orElseThrow();
    return Duration.ofNanos(last - first);
  }

  private static Duration bare(BareClient client, int each) {
    long start = System.nanoTime();
    client.run(new Round("bare", each));
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private static void check(
      Report report, List<Answer> answers, Stretch errand, Pages pages, int users) {
    report.succeeded(answers);
    report.check(
        "effects in the provider's ledger",
        errand.effects() == errand.commands(),
        "%,d for %,d commands".formatted(errand.effects(), errand.commands()));
    report.check(
        "texts in the pages",
        pages.lost() == 0 && pages.duplicated() == 0,
        "%,d lost, %,d duplicated".formatted(pages.lost(), pages.duplicated()));
    report.check(
        "order kept",
        pages.inOrder() == users,
        "for %,d of %,d users".formatted(pages.inOrder(), users));
  }
}
