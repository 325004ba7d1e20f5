package dev.errand.noteworker.notion;

import java.util.Map;

/**
 * A row to make.
 *
 * @param properties by name, as {@code {T: ...}}; the row has them all or is not made
 */
public record NewRow(Parent parent, Map<String, Object> properties) {}
