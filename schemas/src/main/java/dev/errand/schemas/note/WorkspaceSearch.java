package dev.errand.schemas.note;

import org.jspecify.annotations.Nullable;

/**
 * Input of {@code workspace.search}, which looks at titles.
 *
 * @param kind absent: pages and databases
 * @param limit 1 to 100; absent: 20
 * @param cursor from an earlier answer
 */
public record WorkspaceSearch(
    String query, @Nullable WorkspaceKind kind, @Nullable Integer limit, @Nullable String cursor) {}
