package dev.errand.schemas.database;

import tools.jackson.databind.JsonNode;

/**
 * Input of {@code row.update}.
 *
 * @param values by property; others stay as they are
 */
public record RowUpdate(String page, JsonNode values) {}
