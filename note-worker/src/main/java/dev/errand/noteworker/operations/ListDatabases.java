package dev.errand.noteworker.operations;

import dev.errand.noteworker.notion.DataSource;
import dev.errand.noteworker.notion.DatabasesApi;
import dev.errand.noteworker.notion.Listed;
import dev.errand.noteworker.steps.Databases;
import dev.errand.pipeline.Operation;
import dev.errand.pipeline.OperationContext;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.database.DatabaseList;
import dev.errand.schemas.database.DatabaseOperations;
import dev.errand.schemas.database.DatabasesFound;
import dev.errand.schemas.database.DatabasesFound.Hit;
import java.time.Instant;
import java.util.Objects;

/**
 * {@code database.list}: data sources whose title matches, as far as Notion's search knows them.
 */
public final class ListDatabases implements Operation {

  private static final int USUAL = 20;

  private final DatabasesApi api;

  public ListDatabases(DatabasesApi api) {
    this.api = api;
  }

  @Override
  public OperationName name() {
    return DatabaseOperations.DATABASE_LIST;
  }

  @Override
  public Object perform(OperationContext context) {
    DatabaseList input = context.input(DatabaseList.class);
    Listed<DataSource> found =
        new Databases(api, context)
            .search(
                Objects.requireNonNullElse(input.query(), ""),
                Invalid.unlessLimit(input.limit(), USUAL),
                input.cursor());
    return new DatabasesFound(
        found.results().stream()
            .filter(source -> source.title() != null && !source.inTrash())
            .map(ListDatabases::hit)
            .toList(),
        found.next());
  }

  private static Hit hit(DataSource source) {
    return new Hit(
        source.id(),
        source.database(),
        source.plainTitle(),
        Objects.requireNonNullElse(source.url(), ""),
        Objects.requireNonNullElse(source.lastEditedTime(), Instant.EPOCH));
  }
}
