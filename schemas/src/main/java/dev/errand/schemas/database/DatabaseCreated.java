package dev.errand.schemas.database;

/** Output of {@code database.create}. */
public record DatabaseCreated(
    String database, String dataSource, String url, String title, String parent) {}
