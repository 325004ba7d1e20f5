package dev.errand.sandbox.limit;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;

/** The limits in force by name, such as {@code notion.connection}. Safe for all threads. */
public final class Limits {

  private final Map<String, Limit> byName = new ConcurrentSkipListMap<>();

  /** Declares a limit with its documented amount; what it answers follows later changes. */
  public Supplier<Limit> declare(String name, Limit documented) {
    byName.put(name, documented);
    return () -> byName.getOrDefault(name, documented);
  }

  /**
   * Overrides a declared limit.
   *
   * @throws IllegalArgumentException if there is no such limit
   */
  public void set(String name, Limit limit) {
    if (byName.replace(name, limit) == null) {
      throw new IllegalArgumentException("There is no limit " + name);
    }
  }

  public Map<String, Limit> all() {
    return Map.copyOf(byName);
  }
}
