package dev.errand.mailworker.graph;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Part of a round of changes: it has one of the links.
 *
 * @param nextLink where this round goes on
 * @param deltaLink where the next round begins
 */
public record DeltaPage(
    @JsonProperty("value") List<Message> items,
    @JsonProperty("@odata.nextLink") @Nullable String nextLink,
    @JsonProperty("@odata.deltaLink") @Nullable String deltaLink) {

  public DeltaPage {
    items = items == null ? List.of() : List.copyOf(items);
  }
}
