package dev.errand.schemas;

import com.fasterxml.jackson.annotation.JsonValue;

/** How a command ended. Each accepted command ends in exactly one of these, once. */
public enum Status {
  /** The effect is there. */
  SUCCEEDED("succeeded"),
  /** The effect is not there, and will not come. */
  FAILED("failed"),
  /** The command was not valid or not permitted: the provider was never asked. */
  REJECTED("rejected"),
  /** The effect may be there: it was attempted, and nothing can tell. It is not tried again. */
  UNKNOWN("unknown"),
  /** Its deadline passed, or its patience ended, before the effect. */
  EXPIRED("expired"),
  /** Taken back before the effect. */
  CANCELLED("cancelled");

  private final String wireName;

  Status(String wireName) {
    this.wireName = wireName;
  }

  @JsonValue
  public String wireName() {
    return wireName;
  }

  /**
   * Reads a {@link #wireName}.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public static Status ofWireName(String name) {
    for (Status status : values()) {
      if (status.wireName.equals(name)) {
        return status;
      }
    }
    throw new IllegalArgumentException("No status has that name");
  }
}
