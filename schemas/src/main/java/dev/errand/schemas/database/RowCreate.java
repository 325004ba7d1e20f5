package dev.errand.schemas.database;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Input of {@code row.create}: in a database with one data source, or in a data source.
 *
 * @param values by property
 */
public record RowCreate(@Nullable String database, @Nullable String dataSource, JsonNode values) {}
