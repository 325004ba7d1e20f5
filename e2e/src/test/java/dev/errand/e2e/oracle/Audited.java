package dev.errand.e2e.oracle;

import dev.errand.e2e.Sql;
import dev.errand.local.LocalDatabase;
import dev.errand.schemas.Provider;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * No call with an effect that must not happen twice was made with a person's token without being
 * written down before: before each of them there are at least as many lines as such calls.
 *
 * @param lines what was written down that such a call was begun
 */
public record Audited(Evidence evidence, List<Line> lines) implements Oracle {

  private static final Set<String> EFFECTS =
      Set.of("page", "children", "page.moved", "database", "draft", "attachment", "mail");

  private static final Map<String, String> PROVIDERS =
      Map.of("notion", Provider.NOTION.wireName(), "graph", Provider.MICROSOFT.wireName());

  /** The ledger may tell a time without what is below a millisecond. */
  private static final Duration PRECISION = Duration.ofMillis(1);

  private static final String LINES =
      "select user_id, provider, at from audit where act = 'effect_begun'";

  public Audited {
    lines = List.copyOf(lines);
  }

  /** A line of a user. */
  public record Line(String user, String provider, Instant at) {}

  /** As it is now in that database. */
  public static Audited now(Evidence evidence, LocalDatabase database) {
    List<Line> lines =
        Sql.on(database)
            .sql(LINES)
            .query(
                (row, number) ->
                    new Line(
                        row.getString("user_id"),
                        row.getString("provider"),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
            .list();
    return new Audited(evidence, lines);
  }

  @Override
  public Stream<String> violations() {
    Map<String, List<Instant>> written =
        lines.stream()
            .sorted(Comparator.comparing(Line::at))
            .collect(
                Collectors.groupingBy(
                    line -> line.user() + " at " + line.provider(),
                    Collectors.mapping(Line::at, Collectors.toList())));
    return evidence.calls().stream()
        .filter(call -> EFFECTS.contains(String.valueOf(call.effectKind())))
        .filter(call -> PROVIDERS.containsKey(call.area()))
        .collect(Collectors.groupingBy(call -> call.person() + " at " + PROVIDERS.get(call.area())))
        .entrySet()
        .stream()
        .flatMap(
            lane -> violations(lane.getValue(), written.getOrDefault(lane.getKey(), List.of())));
  }

  private static Stream<String> violations(List<LedgerCall> calls, List<Instant> written) {
    List<LedgerCall> inOrder =
        calls.stream().sorted(Comparator.comparing(LedgerCall::arrivedAt)).toList();
    List<String> told = new ArrayList<>();
    for (int nth = 0; nth < inOrder.size(); nth++) {
      LedgerCall call = inOrder.get(nth);
      if (nth >= written.size() || written.get(nth).isAfter(call.arrivedAt().plus(PRECISION))) {
        told.add("was made without being written down before: " + call);
      }
    }
    return told.stream();
  }
}
