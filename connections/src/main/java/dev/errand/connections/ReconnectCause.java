package dev.errand.connections;

import dev.errand.schemas.Provider;

/** Why a person has to connect again. */
public enum ReconnectCause {
  /** The provider refused the refresh token: revoked, expired or spent. */
  REFRESH_REFUSED("refresh_refused", "%s no longer accepts the permission you gave."),
  /** The access token was refused and there is no refresh token to get another with. */
  TOKEN_REFUSED("token_refused", "%s no longer accepts the permission you gave."),
  /** The provider lets nobody in before the person has signed in again. */
  SIGN_IN_AGAIN("sign_in_again", "%s wants you to sign in again.");

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

  /** A sentence for the person; which account they know by the provider. */
  public String sentence(Provider provider) {
    return sentence.formatted(provider.title());
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
