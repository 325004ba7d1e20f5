package dev.errand.sandbox.world;

import dev.errand.sandbox.http.Area;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How long a call takes, by area; half of it passes before the effect, half after. */
public final class Latencies {

  private final Map<Area, Duration> byArea = new ConcurrentHashMap<>();

  public void set(Area area, Duration latency) {
    byArea.put(area, latency);
  }

  public Duration of(Area area) {
    return byArea.getOrDefault(area, Duration.ZERO);
  }
}
