package dev.errand.schemas.database;

import dev.errand.schemas.OperationName;

/** The operations on databases in Notion that there are. */
public final class DatabaseOperations {

  public static final OperationName DATABASE_LIST = new OperationName("database.list");
  public static final OperationName DATABASE_SCHEMA = new OperationName("database.schema");
  public static final OperationName DATABASE_QUERY = new OperationName("database.query");
  public static final OperationName DATABASE_CREATE = new OperationName("database.create");
  public static final OperationName ROW_CREATE = new OperationName("row.create");
  public static final OperationName ROW_UPDATE = new OperationName("row.update");

  private DatabaseOperations() {}
}
