package dev.errand.runtime.postgres;

import dev.errand.pipeline.Cost;
import dev.errand.pipeline.LimitUnit;
import java.util.EnumMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A cost in a column: an object with an amount for each unit. */
final class CostJson {

  private static final JsonMapper JSON = JsonMapper.shared();

  private CostJson() {}

  static String write(Cost cost) {
    ObjectNode json = JSON.createObjectNode();
    cost.units().forEach((unit, amount) -> json.put(unit.name(), amount));
    return json.toString();
  }

  static Cost read(String column) {
    Map<LimitUnit, Long> units = new EnumMap<>(LimitUnit.class);
    JSON.readTree(column)
        .properties()
        .forEach(unit -> units.put(LimitUnit.valueOf(unit.getKey()), unit.getValue().asLong()));
    return new Cost(units);
  }
}
