package dev.errand.noteworker.operations;

import dev.errand.noteworker.notion.DatabasesApi;
import dev.errand.noteworker.notion.StoredRow;
import dev.errand.noteworker.properties.ReadWire;
import dev.errand.noteworker.properties.WriteNotion;
import dev.errand.noteworker.steps.Databases;
import dev.errand.pipeline.Operation;
import dev.errand.pipeline.OperationContext;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.database.DatabaseOperations;
import dev.errand.schemas.database.RowUpdate;
import dev.errand.schemas.database.RowUpdated;
import java.time.Instant;
import java.util.Objects;

/** {@code row.update}: sets values of a row, which may be repeated. */
public final class UpdateRow implements Operation {

  private final DatabasesApi api;

  public UpdateRow(DatabasesApi api) {
    this.api = api;
  }

  @Override
  public OperationName name() {
    return DatabaseOperations.ROW_UPDATE;
  }

  @Override
  public boolean changesByCalls() {
    return true;
  }

  @Override
  public Object perform(OperationContext context) {
    RowUpdate input = context.input(RowUpdate.class);
    StoredRow row =
        new Databases(api, context)
            .change(
                Invalid.unlessId(input.page()),
                WriteNotion.properties(ReadWire.values(input.values())));
    return new RowUpdated(
        row.id(),
        Objects.requireNonNullElse(row.url(), ""),
        Objects.requireNonNullElse(row.lastEditedTime(), Instant.EPOCH));
  }
}
