package dev.errand.schemas;

import com.fasterxml.jackson.annotation.JsonValue;

/** Why a command did not succeed. The set is closed: a consumer may switch over it. */
public enum ProblemCode {
  INVALID_COMMAND("invalid_command"),
  UNKNOWN_OPERATION("unknown_operation"),
  NOT_AUTHENTIC("not_authentic"),
  NOT_PERMITTED("not_permitted"),
  APPROVAL_DENIED("approval_denied"),
  QUOTA_EXCEEDED("quota_exceeded"),
  DEADLINE_PASSED("deadline_passed"),
  NOT_CONNECTED("not_connected"),
  RECONNECT_NEEDED("reconnect_needed"),
  MISSING_PERMISSION("missing_permission"),
  NOT_FOUND("not_found"),
  CONFLICT("conflict"),
  REFUSED_BY_PROVIDER("refused_by_provider"),
  PROVIDER_UNAVAILABLE("provider_unavailable"),
  RATE_LIMITED("rate_limited"),
  MAILBOX_FULL("mailbox_full"),
  OUTCOME_UNKNOWN("outcome_unknown"),
  INTERNAL("internal");

  private final String wireName;

  ProblemCode(String wireName) {
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
  public static ProblemCode ofWireName(String name) {
    for (ProblemCode code : values()) {
      if (code.wireName.equals(name)) {
        return code;
      }
    }
    throw new IllegalArgumentException("No problem code has that name");
  }
}
