package dev.errand.mailworker.graph;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a message is to have; what is absent stays, other extended properties as well. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MessageChange(
    @Nullable Boolean isRead,
    @Nullable FollowUp flag,
    @Nullable List<String> categories,
    @Nullable List<ExtendedProperty> singleValueExtendedProperties) {

  public MessageChange {
    categories = categories == null ? null : List.copyOf(categories);
    singleValueExtendedProperties =
        singleValueExtendedProperties == null ? null : List.copyOf(singleValueExtendedProperties);
  }

  /** The same with properties of our own. */
  public static MessageChange properties(ExtendedProperty... properties) {
    return new MessageChange(null, null, null, List.of(properties));
  }
}
