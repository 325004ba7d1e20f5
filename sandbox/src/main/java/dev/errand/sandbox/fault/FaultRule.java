package dev.errand.sandbox.fault;

import dev.errand.sandbox.http.Area;
import org.jspecify.annotations.Nullable;

/**
 * Which calls a fault strikes. Null matches all.
 *
 * @param route the route's pattern, such as {@code /notion/v1/pages/{id}}
 * @param person the person's id
 * @param after how many matching calls it spares first
 * @param times how many calls it strikes; then the rule is spent
 * @param percent chance of each matching call, 0 to 100
 * @param seed of that chance
 */
public record FaultRule(
    Fault fault,
    @Nullable Area area,
    @Nullable String method,
    @Nullable String route,
    @Nullable String person,
    long after,
    long times,
    double percent,
    long seed) {

  public FaultRule {
    if (after < 0 || times < 1 || percent <= 0 || percent > 100) {
      throw new IllegalArgumentException(
          "after is at least 0, times at least 1, percent above 0 and at most 100");
    }
  }

  /** Strikes every call until it is removed. */
  public static FaultRule of(Fault fault) {
    return new FaultRule(fault, null, null, null, null, 0, Long.MAX_VALUE, 100, 0);
  }

  public FaultRule in(Area wanted) {
    return new FaultRule(fault, wanted, method, route, person, after, times, percent, seed);
  }

  public FaultRule on(String wantedMethod, String pattern) {
    return new FaultRule(fault, area, wantedMethod, pattern, person, after, times, percent, seed);
  }

  public FaultRule forPerson(String id) {
    return new FaultRule(fault, area, method, route, id, after, times, percent, seed);
  }

  public FaultRule after(long spared) {
    return new FaultRule(fault, area, method, route, person, spared, times, percent, seed);
  }

  public FaultRule times(long count) {
    return new FaultRule(fault, area, method, route, person, after, count, percent, seed);
  }

  public FaultRule percent(double chance, long withSeed) {
    return new FaultRule(fault, area, method, route, person, after, times, chance, withSeed);
  }

  boolean matches(Target target) {
    return (area == null || area == target.area())
        && (method == null || method.equals(target.method()))
        && (route == null || route.equals(target.route()))
        && (person == null || person.equals(target.person()));
  }

  /** A call that a fault may strike. */
  public record Target(Area area, String method, String route, @Nullable String person) {}
}
