package dev.errand.connections;

import dev.errand.schemas.Provider;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;

/** The pace of each provider's token endpoint. */
record Paces(Map<Provider, Pace> byProvider) {

  /**
   * @param perSecond for each provider
   */
  static Paces of(int perSecond, LongSupplier nanos, Sleeper sleeper) {
    Map<Provider, Pace> paces = new EnumMap<>(Provider.class);
    for (Provider provider : Provider.values()) {
      paces.put(provider, new Pace(perSecond, nanos, sleeper));
    }
    return new Paces(Map.copyOf(paces));
  }

  Pace of(Provider provider) {
    return Objects.requireNonNull(byProvider.get(provider));
  }
}
