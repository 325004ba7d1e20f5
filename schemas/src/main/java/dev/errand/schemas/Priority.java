package dev.errand.schemas;

import com.fasterxml.jackson.annotation.JsonValue;

/** The two orders of a lane. Interactive goes first, and keeps a share of the limit from bulk. */
public enum Priority {
  INTERACTIVE("interactive"),
  BULK("bulk");

  private final String wireName;

  Priority(String wireName) {
    this.wireName = wireName;
  }

  @JsonValue
  public String wireName() {
    return wireName;
  }

  /**
   * Reads a {@link #wireName}.
   *
   * @throws IllegalArgumentException if no priority has that name
   */
  public static Priority ofWireName(String name) {
    for (Priority priority : values()) {
      if (priority.wireName.equals(name)) {
        return priority;
      }
    }
    throw new IllegalArgumentException("A priority is interactive or bulk");
  }
}
