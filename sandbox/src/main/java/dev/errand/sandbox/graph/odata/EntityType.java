package dev.errand.sandbox.graph.odata;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A named set of properties.
 *
 * @param name as in {@code microsoft.graph.message}
 * @param properties in the order in which they are shown
 */
public record EntityType(String name, Map<String, Kind> properties) {

  public EntityType {
    properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
  }

  /** Names and kinds alternate with each other in no other way than by the builder. */
  public static Builder named(String name) {
    return new Builder(name);
  }

  @Nullable Kind kindOf(String property) {
    return properties.get(property);
  }

  /** Collects properties in their order. */
  public static final class Builder {

    private final String name;
    private final Map<String, Kind> properties = new LinkedHashMap<>();

    private Builder(String name) {
      this.name = name;
    }

    /** Adds properties of one kind. */
    public Builder with(Kind kind, String... names) {
      for (String property : names) {
        properties.put(property, kind);
      }
      return this;
    }

    public EntityType build() {
      return new EntityType(name, properties);
    }
  }
}
