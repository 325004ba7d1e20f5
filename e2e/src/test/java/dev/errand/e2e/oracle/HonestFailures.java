package dev.errand.e2e.oracle;

import dev.errand.schemas.Problem;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

/**
 * Where nothing that was asked for is impossible, {@code failed} means given up by age: the
 * provider was not to be had, and it was tried for as long as was promised.
 *
 * @param patience how long an interactive command is tried at the least
 */
public record HonestFailures(Evidence evidence, Duration patience) implements Oracle {

  @Override
  public Stream<String> violations() {
    return evidence.results().stream()
        .filter(result -> result.status() == Status.FAILED && !isGivenUpByAge(result))
        .map(
            result ->
                "%s failed after %s: %s"
                    .formatted(
                        Evidence.name(result.user(), result.command().id().value()),
                        tried(result),
                        result.problem()));
  }

  private boolean isGivenUpByAge(Result result) {
    Problem problem = result.problem();
    return problem != null
        && problem.code() == ProblemCode.PROVIDER_UNAVAILABLE
        && tried(result).compareTo(patience) >= 0;
  }

  private static Duration tried(Result result) {
    Instant began = result.timing().startedAt();
    return began == null ? Duration.ZERO : Duration.between(began, result.timing().finishedAt());
  }
}
