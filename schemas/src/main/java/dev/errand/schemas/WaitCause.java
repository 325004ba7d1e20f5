package dev.errand.schemas;

import com.fasterxml.jackson.annotation.JsonValue;

/** What a command waits for, or waited for. The set is closed. */
public enum WaitCause {
  /** Its time: it was asked for later, or may still be taken back. */
  POSTPONED("postponed"),
  /** Its turn: an earlier command of the same user is not done. */
  EARLIER_COMMAND("earlier_command"),
  /** Interactive commands of the same user go first. */
  INTERACTIVE_FIRST("interactive_first"),
  /** A permit of the user's limit. */
  LIMIT("limit"),
  /** The time the provider told us to stay away. */
  RATE_LIMITED("rate_limited"),
  /** The back-off after a passing failure. */
  RETRY("retry"),
  /** The provider is down for everyone. */
  PROVIDER_OUTAGE("provider_outage"),
  /** The person has to connect again. */
  RECONNECT("reconnect"),
  /** A token: the token endpoint or the key store did not answer. */
  TOKEN("token"),
  /** The effect of an attempt whose outcome is in doubt is being looked for. */
  DOUBT("doubt");

  private final String wireName;

  WaitCause(String wireName) {
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
  public static WaitCause ofWireName(String name) {
    for (WaitCause cause : values()) {
      if (cause.wireName.equals(name)) {
        return cause;
      }
    }
    throw new IllegalArgumentException("No wait cause has that name");
  }
}
