package dev.errand.e2e.oracle;

import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import dev.errand.schemas.UserId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A page at the root can only be searched for, and a search that finds nothing proves nothing. So a
 * command that was struck before the page was made ends unknown, and no other does: not one whose
 * page was made, and nobody's whom the struck process did not serve.
 *
 * @param struck whom the struck process served
 * @param most how many commands may have been struck so
 */
public record UnmadePlaces(Evidence evidence, Predicate<UserId> struck, int most)
    implements Oracle {

  @Override
  public Stream<String> violations() {
    List<String> wrong = new ArrayList<>();
    Set<String> unknown = new HashSet<>();
    evidence.results().stream()
        .filter(result -> result.status() == Status.UNKNOWN)
        .filter(result -> unknown.add(name(result)))
        .forEach(result -> judge(result, wrong));
    if (unknown.size() > most) {
      wrong.add("%d ended unknown, at most %d were struck".formatted(unknown.size(), most));
    }
    return wrong.stream();
  }

  private void judge(Result result, List<String> wrong) {
    if (!struck.test(result.user())) {
      wrong.add(name(result) + " ended unknown, and its process was not struck");
    }
    if (evidence.calls().stream().anyMatch(call -> madeAPage(call, result))) {
      wrong.add(name(result) + " ended unknown, and its page was there");
    }
  }

  private static boolean madeAPage(LedgerCall call, Result before) {
    return before.user().value().equals(call.person())
        && call.method().equals("POST")
        && call.route().equals("/notion/v1/pages")
        && call.committedNanos() != 0
        && call.arrivedAt().isBefore(before.timing().finishedAt());
  }

  private static String name(Result result) {
    return Evidence.name(result.user(), result.command().id().value());
  }
}
