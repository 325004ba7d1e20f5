package dev.errand.noteworker.notion;

import java.util.Map;

/**
 * Values to set.
 *
 * @param properties by name, as {@code {T: ...}}; others stay as they are
 */
public record ChangedRow(Map<String, Object> properties) {}
