package dev.errand.bench;

import dev.errand.local.drive.RunningJvm;
import dev.errand.local.stack.AppProcess;
import dev.errand.schemas.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/**
 * The refreshers were away, and the tokens of everybody end in the same minute: are they all
 * refreshed once and in time, and is the token endpoint spared.
 */
final class Refreshes implements Scenario {

  private static final String REFRESHER = "token-refresher";
  private static final String OVERDUE = "errand_connections_refresh_oldest_overdue_seconds";

  /** Of tokens that live an hour: all of them are due, and end in nine minutes. */
  private static final Duration AGO = Duration.ofMinutes(51);

  private static final Duration LOOK = Duration.ofSeconds(1);

  /** {@code errand.refreshes-per-second}. */
  private static final int A_SECOND = 50;

  /** Between the metric and the tables, of which one is read after the other. */
  private static final long SECONDS_APART = 3;

  @Override
  public String name() {
    return "refreshes";
  }

  @Override
  public String says() {
    return "--connections 10000 whose tokens end in the same minute, and two refreshers; one of"
        + " them is killed and started again";
  }

  @Override
  public void run(BenchStack stack, Options options, Report report) {
    AppProcess first = stack.stack().app(REFRESHER);
    AppProcess second = stack.stack().beside(REFRESHER);
    first.stop();
    List<UserId> users =
        Crowd.connectedToMicrosoft(stack, options.of("connections", 10_000), AGO, report);
    DueTokens due = new DueTokens(stack.stack().database());
    Map<String, Instant> ends = due.ends();
    long ledgerBegin = stack.sandbox().ledgerEnd();
    try {
      report.progress("Two refreshers begin, %,d are due".formatted(due.count()));
      first.launch();
      second.launch();
      first.awaitHealthy();
      long apart = drain(due, first, second, report);
      report.check(
          "seconds between the metric of the oldest overdue and the tables",
          apart <= SECONDS_APART,
          Long.toString(apart));
      judge(stack.sandbox().ledgerSince(ledgerBegin), users, ends, report);
    } finally {
      second.stop();
    }
  }

  /** Until none is due, or all have ended; a third of the way the second one is killed. */
  private static long drain(DueTokens due, AppProcess first, AppProcess second, Report report) {
    long all = due.count();
    long apart = 0;
    boolean killed = false;
    long began = System.nanoTime();
    try (RunningJvm jvm = new RunningJvm(first)) {
      while (due.count() > 0 && System.nanoTime() - began < AGO.toNanos() / 5) {
        long before = due.oldestSeconds();
        long told = jvm.metric(OVERDUE);
        long after = due.oldestSeconds();
        apart =
            Math.max(
                apart, Math.max(told - Math.max(before, after), Math.min(before, after) - told));
        if (!killed && due.count() < all * 2 / 3) {
          report.progress("%,d are due; one refresher is killed".formatted(due.count()));
          second.process().kill();
          second.launch();
          killed = true;
        }
        Breaking.sleep(LOOK);
      }
    }
    report.progress(
        "%,d are due after %,d s"
            .formatted(due.count(), Duration.ofNanos(System.nanoTime() - began).toSeconds()));
    return apart;
  }

  private static void judge(
      List<JsonNode> ledger, List<UserId> users, Map<String, Instant> ends, Report report) {
    Map<String, Integer> calls = new HashMap<>();
    List<Long> arrivals = new ArrayList<>();
    int late = 0;
    Duration least = AGO;
    for (JsonNode call : ledger) {
      if (call.path("path").asString("").endsWith("/oauth2/v2.0/token")) {
        String person = call.path("person").asString("");
        calls.merge(person, 1, Integer::sum);
        arrivals.add(call.path("arrivedNanos").asLong());
        Instant end = Objects.requireNonNull(ends.get(person), person);
        Duration left = Duration.between(Instant.parse(call.path("arrivedAt").asString()), end);
        least = left.compareTo(least) < 0 ? left : least;
        late += left.isPositive() ? 0 : 1;
      }
    }
    long once = users.stream().filter(user -> calls.getOrDefault(user.value(), 0) == 1).count();
    report.check(
        "refreshed once", once == users.size(), "%,d of %,d".formatted(once, users.size()));
    report.check("calls", arrivals.size() == users.size(), "%,d".formatted(arrivals.size()));
    report.check(
        "late", late == 0, "%d; the last with %d s left".formatted(late, least.toSeconds()));
    long[] at = arrivals.stream().mapToLong(Long::longValue).sorted().toArray();
    int busiest = busiestSecond(at);
    report.check("calls in the busiest second", busiest <= A_SECOND, Integer.toString(busiest));
    Duration took = Duration.ofNanos(at[at.length - 1] - at[0]);
    report.progress(
        "%,d calls in %,d s, %.1f a second"
            .formatted(at.length, took.toSeconds(), at.length / (took.toMillis() / 1e3)));
  }

  /** The most in any second, wherever it begins. */
  private static int busiestSecond(long[] at) {
    int most = 0;
    int from = 0;
    for (int to = 0; to < at.length; to++) {
      while (at[to] - at[from] >= Duration.ofSeconds(1).toNanos()) {
        from++;
      }
      most = Math.max(most, to - from + 1);
    }
    return most;
  }
}
