package dev.errand.sandbox.fault;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Faults by name, such as {@code notion.503_committed}; each area adds its own. All know {@link
 * Echo}.
 */
public final class Presets {

  private final Map<String, Fault> byName = new ConcurrentSkipListMap<>();

  public Presets() {
    for (int status : new int[] {200, 400, 403, 500}) {
      add("echo." + status, Echo.of(status));
    }
  }

  public void add(String name, Fault fault) {
    byName.put(name, fault.named(name));
  }

  public Optional<Fault> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  public Map<String, Fault> all() {
    return Map.copyOf(byName);
  }
}
