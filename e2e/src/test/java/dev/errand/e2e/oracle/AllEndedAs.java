package dev.errand.e2e.oracle;

import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import java.util.Set;
import java.util.stream.Stream;

/** Nothing that was asked for was impossible, so that only some ends are to be expected. */
public record AllEndedAs(Evidence evidence, Set<Status> expected) implements Oracle {

  @Override
  public Stream<String> violations() {
    return evidence.results().stream()
        .filter(result -> !expected.contains(result.status()))
        .map(AllEndedAs::told)
        .distinct();
  }

  private static String told(Result result) {
    return "%s ended %s: %s"
        .formatted(
            Evidence.name(result.user(), result.command().id().value()),
            result.status(),
            result.problem());
  }
}
