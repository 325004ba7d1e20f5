package dev.errand.sandbox.notion.model;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What a page has because it is a row: its values by the ids of their columns, each as it is
 * answered. The title is the page's own. Guarded by its workspace.
 */
public final class Row {

  private final DataSource source;
  private final int number;
  private final Map<String, JsonNode> values;

  public Row(DataSource source, Map<String, JsonNode> values) {
    this.source = source;
    this.number = source.nextNumber();
    this.values = new HashMap<>(values);
  }

  public DataSource source() {
    return source;
  }

  public int number() {
    return number;
  }

  public Optional<JsonNode> value(Property property) {
    return Optional.ofNullable(values.get(property.id()));
  }

  public void put(Map<String, JsonNode> changed) {
    values.putAll(changed);
  }
}
