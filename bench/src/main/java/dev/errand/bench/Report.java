package dev.errand.bench;

import java.io.PrintStream;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the person reads: progress as it is made, tables, and checks that decide the exit code. */
final class Report {

  private final PrintStream out;
  private boolean passed = true;

  Report(PrintStream out) {
    this.out = out;
  }

  void progress(String sentence) {
    out.println(sentence + "...");
  }

  void heading(String sentence) {
    out.println();
    out.println(sentence);
  }

  void table(Table table) {
    out.println();
    out.print(table);
  }

  /** Tells what was found; what does not hold fails the benchmark. */
  void check(String what, boolean holds, String found) {
    out.printf("%-6s %s: %s%n", holds ? "ok" : "FAILED", what, found);
    passed &= holds;
  }

  /** Each command must have succeeded; how the others ended is told by kind. */
  void succeeded(Collection<Answer> answers) {
    Map<String, Long> ends =
        answers.stream()
            .collect(Collectors.groupingBy(Answer::end, TreeMap::new, Collectors.counting()));
    check("results", answers.stream().allMatch(Answer::succeeded), ends.toString());
  }

  void end(String sentence) {
    out.println();
    out.println(sentence);
  }

  boolean passed() {
    return passed;
  }
}
