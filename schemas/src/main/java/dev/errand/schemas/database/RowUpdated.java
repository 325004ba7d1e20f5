package dev.errand.schemas.database;

import java.time.Instant;

/** Output of {@code row.update}. */
public record RowUpdated(String page, String url, Instant editedAt) {}
