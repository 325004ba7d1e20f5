package dev.errand.runtime.postgres;

import dev.errand.schemas.Problem;
import dev.errand.schemas.WireJson;
import org.jspecify.annotations.Nullable;

/** A problem in a column, as it is told; a later version may have written more of it. */
final class ProblemJson {

  private ProblemJson() {}

  static @Nullable String write(@Nullable Problem problem) {
    return problem == null ? null : WireJson.mapper().writeValueAsString(problem);
  }

  static @Nullable Problem read(@Nullable String column) {
    return column == null ? null : WireJson.lenient().readValue(column, Problem.class);
  }
}
