package dev.errand.sandbox.world;

import dev.errand.sandbox.http.Area;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** How many calls of a person and app run in an area right now. Safe for all threads. */
public final class InFlight {

  private record Key(Area area, String person, @Nullable String app) {}

  private final Map<Key, Integer> running = new ConcurrentHashMap<>();

  /** Counts a call in; returns the calls that run now, with this one. */
  public int enter(Area area, @Nullable String person, @Nullable String app) {
    return person == null ? 1 : running.merge(new Key(area, person, app), 1, Integer::sum);
  }

  public void leave(Area area, @Nullable String person, @Nullable String app) {
    if (person != null) {
      running.computeIfPresent(
          new Key(area, person, app), (key, count) -> count == 1 ? null : count - 1);
    }
  }
}
