package dev.errand.e2e.oracle;

import static java.util.Comparator.naturalOrder;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Promise 5, measured where the provider measures: no window holds more than its limit, and the
 * provider itself never had to refuse.
 *
 * @param mails how many of a person may be sent in any minute
 * @param graphCalls how many of a person may be made in any ten
 */
public record LimitsKept(Evidence evidence, int mails, int graphCalls) implements Oracle {

  public static final int DOCUMENTED_MAILS = 30;
  public static final int DOCUMENTED_GRAPH_CALLS = 10_000;

  /** With the limits that are documented. */
  public LimitsKept(Evidence evidence) {
    this(evidence, DOCUMENTED_MAILS, DOCUMENTED_GRAPH_CALLS);
  }

  /**
   * A limit for each person.
   *
   * @param most calls that begin in any window of that length
   */
  private record Limit(String name, Predicate<LedgerCall> counted, int most, Duration window) {}

  private List<Limit> limits() {
    return List.of(
        new Limit("Notion calls", in("notion"), 180, Duration.ofSeconds(60)),
        new Limit("Graph calls", in("graph"), graphCalls, Duration.ofMinutes(10)),
        new Limit("mails", call -> "mail".equals(call.effectKind()), mails, Duration.ofMinutes(1)));
  }

  private static final int GRAPH_AT_ONCE = 4;

  private static Predicate<LedgerCall> in(String area) {
    return call -> call.area().equals(area);
  }

  @Override
  public Stream<String> violations() {
    List<LedgerCall> calls = calls();
    return Stream.concat(
        Stream.concat(refused(calls), crowded(calls)),
        limits().stream().flatMap(limit -> exceeded(limit, calls)));
  }

  /** The fullest window of anybody, for each limit: how hard the limits were tried. */
  public Map<String, Integer> fullest() {
    List<LedgerCall> calls = calls();
    return limits().stream()
        .collect(
            Collectors.toMap(
                Limit::name,
                limit -> fullest(limit, calls).values().stream().max(naturalOrder()).orElse(0)));
  }

  private List<LedgerCall> calls() {
    return evidence.calls().stream()
        .filter(call -> call.person() != null)
        .sorted(Comparator.comparingLong(LedgerCall::arrivedNanos))
        .toList();
  }

  private static Stream<String> refused(List<LedgerCall> calls) {
    return calls.stream()
        .filter(call -> call.status() == 429 && call.fault() == null)
        .map(call -> "the provider refused %s with 429".formatted(call));
  }

  private static Stream<String> crowded(List<LedgerCall> calls) {
    return calls.stream()
        .filter(call -> call.area().equals("graph") && call.inFlight() > GRAPH_AT_ONCE)
        .map(call -> "%s was one of %d at once".formatted(call, call.inFlight()));
  }

  private static Stream<String> exceeded(Limit limit, List<LedgerCall> calls) {
    return fullest(limit, calls).entrySet().stream()
        .filter(each -> each.getValue() > limit.most())
        .map(
            each ->
                "%d %s of %s in %d s, %d allowed"
                    .formatted(
                        each.getValue(),
                        limit.name(),
                        each.getKey(),
                        limit.window().toSeconds(),
                        limit.most()));
  }

  private static Map<String, Integer> fullest(Limit limit, List<LedgerCall> calls) {
    Map<String, Deque<Long>> recent = new HashMap<>();
    Map<String, Integer> most = new HashMap<>();
    for (LedgerCall call : calls) {
      if (limit.counted().test(call)) {
        Deque<Long> window =
            recent.computeIfAbsent(String.valueOf(call.person()), person -> new ArrayDeque<>());
        window.addLast(call.arrivedNanos());
        while (call.arrivedNanos() - window.getFirst() >= limit.window().toNanos()) {
          window.removeFirst();
        }
        most.merge(String.valueOf(call.person()), window.size(), Math::max);
      }
    }
    return most;
  }
}
