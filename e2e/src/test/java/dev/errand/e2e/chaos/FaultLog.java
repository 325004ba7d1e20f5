package dev.errand.e2e.chaos;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** What was broken and mended, and when. Thread-safe. */
final class FaultLog {

  private final Clock clock;
  private final Instant start;
  private final List<Entry> entries = Collections.synchronizedList(new ArrayList<>());

  private record Entry(Instant at, String what) {}

  FaultLog(Clock clock) {
    this.clock = clock;
    this.start = clock.instant();
  }

  void add(String what) {
    Entry entry = new Entry(clock.instant(), what);
    entries.add(entry);
    System.out.println(line(entry));
  }

  private String line(Entry entry) {
    return String.format(
        Locale.ROOT,
        "chaos +%.1fs %s",
        Duration.between(start, entry.at()).toMillis() / 1e3,
        entry.what());
  }

  @Override
  public String toString() {
    synchronized (entries) {
      return String.join("\n", entries.stream().map(this::line).toList());
    }
  }
}
