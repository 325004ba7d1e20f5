package dev.errand.noteworker.notion;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * Part of a list.
 *
 * @param nextCursor where it goes on; opaque
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Listed<T>(List<T> results, @Nullable String nextCursor, Boolean hasMore) {

  public Listed {
    results = results == null ? List.of() : List.copyOf(results);
    hasMore = Boolean.TRUE.equals(hasMore);
  }

  /** The cursor of the next part, if there is one. */
  public @Nullable String next() {
    return hasMore ? nextCursor : null;
  }
}
