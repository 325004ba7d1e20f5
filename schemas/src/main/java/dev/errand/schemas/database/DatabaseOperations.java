package dev.errand.schemas.database;

import dev.errand.schemas.OperationName;

/** The operations on databases in Notion that there are. */
public final class DatabaseOperations {

  public static final OperationName DATABASE_LIST = new OperationName("database.list");
  public static final OperationName DATABASE_SCHEMA = new OperationName("database.schema");
  public static final OperationName DATABASE_QUERY = new OperationName("database.query");

  private DatabaseOperations() {}
}
