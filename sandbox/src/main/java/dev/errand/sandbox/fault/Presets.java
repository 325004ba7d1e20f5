package dev.errand.sandbox.fault;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** Faults by name, such as {@code notion.503_committed}; each area adds its own. */
public final class Presets {

  private final Map<String, Fault> byName = new ConcurrentSkipListMap<>();

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
