package dev.errand.e2e.refresh;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What callers were told.
 *
 * @param counts how many were told each: {@code usable <version> <hash of the token>}, {@code
 *     reconnect_needed <cause>}, {@code not_connected}, {@code unavailable: <why>}
 */
record Answers(Map<String, Integer> counts) {

  Answers {
    counts = Map.copyOf(counts);
  }

  static Answers read(String lines) {
    Map<String, Integer> counts = new TreeMap<>();
    lines
        .lines()
        .map(line -> line.split(" ", 2))
        .forEach(line -> counts.put(line[1], Integer.parseInt(line[0])));
    return new Answers(counts);
  }

  Answers and(Answers others) {
    Map<String, Integer> all = new TreeMap<>(counts);
    others.counts.forEach((answer, count) -> all.merge(answer, count, Integer::sum));
    return new Answers(all);
  }

  int callers() {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Whether all were told the same, beginning with this. */
  boolean areAll(String beginning) {
    return counts.size() == 1
        && counts.keySet().stream().allMatch(each -> startsWith(each, beginning));
  }

  private static boolean startsWith(String answer, String beginning) {
    return Stream.of(answer, answer + " ").anyMatch(each -> each.startsWith(beginning + " "));
  }
}
