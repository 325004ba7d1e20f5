package dev.errand.local.demo;

import java.io.PrintStream;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The short table at the end. */
final class Report {

  private final PrintStream out;

  Report(PrintStream out) {
    this.out = out;
  }

  void print(List<Ended> ended) {
    Map<String, List<Ended>> byOperation =
        ended.stream()
            .collect(
                Collectors.groupingBy(
                    each -> each.planned().command().operation().value(),
                    TreeMap::new,
                    Collectors.toList()));
    out.printf(
        "%n%-18s %8s %12s %10s %8s%n", "operation", "commands", "as expected", "median", "max");
    byOperation.forEach(this::line);
    line("all", ended);
  }

  private void line(String name, List<Ended> ended) {
    List<Long> millis =
        ended.stream()
            .map(each -> each.latency().toMillis())
            .sorted(Comparator.naturalOrder())
            .toList();
    out.printf(
        "%-18s %8d %12d %7d ms %5d ms%n",
        name,
        ended.size(),
        ended.stream().filter(each -> each.wrong().isEmpty()).count(),
        millis.get(millis.size() / 2),
        millis.getLast());
  }
}
