package dev.errand.schemas.database;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Output of {@code database.list}; a cursor where there is more. */
public record DatabasesFound(List<Hit> databases, @Nullable String cursor) {

  public DatabasesFound {
    databases = List.copyOf(databases);
  }

  /**
   * One data source whose title matches.
   *
   * @param database what it is in; absent if it is in none, as one that Notion fills from elsewhere
   */
  public record Hit(
      String dataSource, @Nullable String database, String title, String url, Instant editedAt) {}
}
