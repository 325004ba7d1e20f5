package dev.errand.mailworker.graph;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Part of a list.
 *
 * @param nextLink where it goes on, whole as Graph gave it; never to be followed as it is, see
 *     {@link NextLinks}
 */
public record Page<T>(
    @JsonProperty("value") List<T> items,
    @JsonProperty("@odata.nextLink") @Nullable String nextLink) {

  public Page {
    items = items == null ? List.of() : List.copyOf(items);
  }
}
