package dev.errand.pipeline;

import java.util.EnumMap;
import java.util.Map;

/**
 * What a call takes from the user's limits.
 *
 * @param units amount by unit, each at least 1
 */
public record Cost(Map<LimitUnit, Long> units) {

  /** One request and nothing else. */
  public static final Cost ONE_REQUEST = new Cost(Map.of(LimitUnit.REQUESTS, 1L));

  public Cost {
    units = Map.copyOf(units);
  }

  public static final Cost NOTHING = new Cost(Map.of());

  public boolean isOneRequest() {
    return units.equals(ONE_REQUEST.units);
  }

  /** This and that. */
  public Cost plus(Cost other) {
    Cost sum = this;
    for (Map.Entry<LimitUnit, Long> unit : other.units.entrySet()) {
      sum = sum.and(unit.getKey(), unit.getValue());
    }
    return sum;
  }

  /** This and so many of another unit; zero adds nothing. */
  public Cost and(LimitUnit unit, long amount) {
    if (amount == 0) {
      return this;
    }
    Map<LimitUnit, Long> sum = new EnumMap<>(LimitUnit.class);
    sum.putAll(units);
    sum.merge(unit, amount, Long::sum);
    return new Cost(sum);
  }

  public long of(LimitUnit unit) {
    return units.getOrDefault(unit, 0L);
  }
}
