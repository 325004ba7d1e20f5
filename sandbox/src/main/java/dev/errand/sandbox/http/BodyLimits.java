package dev.errand.sandbox.http;

import java.util.Map;
import java.util.TreeMap;

/**
 * How large a body may be, in bytes, by path prefix; the longest prefix wins.
 *
 * @param byPrefix prefixes other than the default
 */
public record BodyLimits(int standard, Map<String, Integer> byPrefix) {

  /** 5 MB: more than either provider takes in one JSON call. */
  public static final BodyLimits STANDARD = new BodyLimits(5 * 1024 * 1024, Map.of());

  public BodyLimits {
    byPrefix = Map.copyOf(byPrefix);
  }

  public BodyLimits with(String prefix, int bytes) {
    Map<String, Integer> more = new TreeMap<>(byPrefix);
    more.put(prefix, bytes);
    return new BodyLimits(standard, more);
  }

  int largest() {
    return byPrefix.values().stream().reduce(standard, Math::max);
  }

  int of(String path) {
    if (byPrefix.isEmpty()) {
      return standard;
    }
    String longest = "";
    for (String prefix : byPrefix.keySet()) {
      if (path.startsWith(prefix) && prefix.length() >= longest.length()) {
        longest = prefix;
      }
    }
    return byPrefix.getOrDefault(longest, standard);
  }
}
