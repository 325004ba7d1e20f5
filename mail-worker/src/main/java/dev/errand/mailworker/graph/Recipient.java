package dev.errand.mailworker.graph;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** Whom a message is from or for. */
public record Recipient(@Nullable EmailAddress emailAddress) {

  /** The address and the name to show. In old mails neither need be there. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record EmailAddress(@Nullable String address, @Nullable String name) {}
}
