package dev.errand.schemas.database;

/** Output of {@code row.create}. */
public record RowCreated(String page, String url, String dataSource) {}
