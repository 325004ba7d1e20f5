package dev.errand.pipeline.journal;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** How much of memory JSON takes, as far as it matters: whether it is large. */
public final class Weight {

  /** From so many characters on it is not kept in memory only to wait. */
  public static final int LARGE = 16_384;

  private static final int NODE = 40;

  private Weight() {}

  public static boolean isLarge(@Nullable JsonNode json) {
    return json != null && upToLarge(json, 0) >= LARGE;
  }

  private static int upToLarge(JsonNode json, int before) {
    int weight = before + NODE + (json.isString() ? json.stringValue().length() : 0);
    for (JsonNode child : json) {
      if (weight >= LARGE) {
        return weight;
      }
      weight = upToLarge(child, weight);
    }
    return weight;
  }
}
