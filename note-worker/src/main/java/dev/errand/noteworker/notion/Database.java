package dev.errand.noteworker.notion;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/** A database: a container of data sources. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Database(String id, @Nullable String url, List<Reference> dataSources) {

  public Database {
    dataSources = dataSources == null ? List.of() : List.copyOf(dataSources);
  }

  /** A data source in it. */
  public record Reference(String id) {}
}
