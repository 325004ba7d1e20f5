package dev.errand.schemas;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** What a command of an order waits for, or waited for. The set is closed. */
public enum WaitCause {
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

  /** The one of that {@link #wireName}, if this version knows it. */
  static Optional<WaitCause> find(String name) {
    return Arrays.stream(values()).filter(cause -> cause.wireName.equals(name)).findFirst();
  }
}
