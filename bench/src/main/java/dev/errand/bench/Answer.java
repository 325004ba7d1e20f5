package dev.errand.bench;

import dev.errand.schemas.Result;
import org.jspecify.annotations.Nullable;

/**
 * What became of a command.
 *
 * @param asked when it was to be published, on the clock of {@link System#nanoTime}
 * @param seen when a consumer saw its result first
 * @param result absent if none came in time
 */
record Answer(long asked, long seen, @Nullable Result result) {

  boolean succeeded() {
    return result != null && result.problem() == null;
  }

  /** In a word: succeeded, lost, or what the problem is. */
  String end() {
    if (result == null) {
      return "lost";
    }
    return result.problem() == null ? "succeeded" : result.problem().code().wireName();
  }

  /** How long it took; what is lost took for ever. */
  long nanos() {
    return result == null ? Long.MAX_VALUE : seen - asked;
  }
}
