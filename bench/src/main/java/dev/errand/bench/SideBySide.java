package dev.errand.bench;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Errand and the bare client, in columns. */
final class SideBySide {

  /** What matters one by one; {@code bench} publishes and consumes, or is the bare client. */
  private static final List<String> NAMED =
      List.of("note-worker", "postgres", "kafka", "sandbox", "bench");

  private final Stretch errand;
  private final Stretch bare;

  SideBySide(Stretch errand, Stretch bare) {
    this.errand = errand;
    this.bare = bare;
  }

  /**
   * How fast.
   *
   * @param latency in ms; with so many users one after the other, nobody can be faster
   */
  Table speed(int users, int latency) {
    Table table =
        new Table("", "errand", "bare client", "errand/bare")
            .row(
                "commands/s",
                number("%,.0f", errand.perSecond()),
                number("%,.0f", bare.perSecond()),
                number("%.2f", errand.perSecond() / bare.perSecond()))
            .row("seconds", number("%.2f", errand.seconds()), number("%.2f", bare.seconds()), "")
            .row(
                "provider calls",
                number("%,d", errand.calls()),
                number("%,d", bare.calls()),
                number("%.2f", (double) errand.calls() / bare.calls()));
    if (latency > 0) {
      double most = users * 1000.0 / latency;
      table.row(
          "part of users/latency",
          number("%.2f", errand.perSecond() / most),
          number("%.2f", bare.perSecond() / most),
          number("(%,.0f/s)", most));
    }
    return table.row(
        "cores busy", number("%.2f", errand.coresBusy()), number("%.2f", bare.coresBusy()), "");
  }

  /** What it cost; the bare client's cost is that of {@code bench}. */
  Table cost() {
    Table table = new Table("CPU us/command", "errand", "bare client");
    Duration errandRest = errand.cpu().sum();
    Duration bareRest = bare.cpu().sum();
    for (String name : NAMED) {
      row(table, name, errand.cpu().of(name), bare.cpu().of(name));
      errandRest = errandRest.minus(errand.cpu().of(name));
      bareRest = bareRest.minus(bare.cpu().of(name));
    }
    row(table, "all others", errandRest, bareRest);
    row(table, "together", errand.cpu().sum(), bare.cpu().sum());
    return table;
  }

  private void row(Table table, String name, Duration ofErrand, Duration ofBare) {
    table.row(name, number("%,.0f", errand.micros(ofErrand)), number("%,.0f", bare.micros(ofBare)));
  }

  private static String number(String format, Object value) {
    return String.format(Locale.ROOT, format, value);
  }
}
