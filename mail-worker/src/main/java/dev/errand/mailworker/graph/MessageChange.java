package dev.errand.mailworker.graph;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a message is to have; what is absent stays. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MessageChange(
    @Nullable Boolean isRead, @Nullable FollowUp flag, @Nullable List<String> categories) {

  public MessageChange {
    categories = categories == null ? null : List.copyOf(categories);
  }
}
