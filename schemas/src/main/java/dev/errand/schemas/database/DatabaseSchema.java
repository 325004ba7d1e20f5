package dev.errand.schemas.database;

import org.jspecify.annotations.Nullable;

/** Input of {@code database.schema}: a database, or one data source. */
public record DatabaseSchema(@Nullable String database, @Nullable String dataSource) {}
