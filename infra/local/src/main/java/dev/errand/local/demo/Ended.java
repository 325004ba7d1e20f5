package dev.errand.local.demo;

import dev.errand.schemas.Result;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A command of the demo after its time.
 *
 * @param result absent if none came
 * @param latency from publish to result
 */
record Ended(Planned planned, @Nullable Result result, Duration latency) {

  /** Why this is not what was expected, if it is not. */
  Optional<String> wrong() {
    return result == null
        ? Optional.of("No result for " + planned.command().id())
        : planned.wrong(result);
  }

  /** How a result ended, in few words. */
  static String end(Result result) {
    return result.problem() == null
        ? result.status().wireName()
        : result.status().wireName() + " (" + result.problem().code().wireName() + ")";
  }
}
