package dev.errand.sandbox.graph.odata;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads {@code $select}. */
final class Select {

  private Select() {}

  static Set<String> parse(String select, EntityType type) {
    Set<String> names =
        Arrays.stream(select.split(",", -1))
            .map(String::strip)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    for (String name : names) {
      if (type.kindOf(name) == null) {
        throw ODataError.badRequest(
            "Parsing OData Select and Expand failed: Could not find a property named '"
                + name
                + "' on type '"
                + type.name()
                + "'.");
      }
    }
    return names;
  }
}
