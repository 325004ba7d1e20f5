package dev.errand.connections;

/** Why a person has to connect again. */
public enum ReconnectCause {
  /** The provider refused the refresh token: revoked, expired or spent. */
  REFRESH_REFUSED("refresh_refused", "The provider no longer accepts the permission you gave."),
  /** The access token was refused and there is no refresh token to get another with. */
  TOKEN_REFUSED("token_refused", "The provider no longer accepts the permission you gave.");

  private final String wireName;
  private final String sentence;

  ReconnectCause(String wireName, String sentence) {
    this.wireName = wireName;
    this.sentence = sentence;
  }

  /** The name in tables and topics. */
  public String wireName() {
    return wireName;
  }

  /** A sentence for the person. */
  public String sentence() {
    return sentence;
  }

  /**
   * Reads a {@link #wireName}.
   *
   * @throws IllegalArgumentException if no cause has that name
   */
  public static ReconnectCause ofWireName(String name) {
    for (ReconnectCause cause : values()) {
      if (cause.wireName.equals(name)) {
        return cause;
      }
    }
    throw new IllegalArgumentException("No reconnect cause has that name");
  }
}
