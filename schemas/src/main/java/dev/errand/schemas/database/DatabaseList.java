package dev.errand.schemas.database;

import org.jspecify.annotations.Nullable;

/**
 * Input of {@code database.list}, which looks at titles.
 *
 * @param query absent: all databases
 * @param limit 1 to 100; absent: 20
 * @param cursor from an earlier answer
 */
public record DatabaseList(
    @Nullable String query, @Nullable Integer limit, @Nullable String cursor) {}
