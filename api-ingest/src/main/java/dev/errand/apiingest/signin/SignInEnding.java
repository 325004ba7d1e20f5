package dev.errand.apiingest.signin;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.web.client.ResourceAccessException;

/** Why somebody is not signed in, in words for them. */
enum SignInEnding {
  DENIED("You are not signed in: you said no there."),
  EXPIRED("That took too long, or began in another browser. Sign in again."),
  UNAVAILABLE("The sign-in service does not answer. Try again in a few minutes."),
  REFUSED(
      "The sign-in could not be confirmed. Try again; if it happens again, tell whoever runs"
          + " this."),
  MISCONFIGURED(
      "The sign-in service does not accept this installation of Errand. Only whoever runs it can"
          + " help: tell them."),
  SIGNED_OUT("You are signed out.");

  private final String sentence;

  SignInEnding(String sentence) {
    this.sentence = sentence;
  }

  /** Only a code of RFC 6749 is looked at: a description may quote what was sent. */
  static SignInEnding of(AuthenticationException cause) {
    for (Throwable each = cause; each != null; each = each.getCause()) {
      if (each instanceof ResourceAccessException) {
        return UNAVAILABLE;
      }
    }
    return cause instanceof OAuth2AuthenticationException refused
        ? of(refused.getError().getErrorCode())
        : REFUSED;
  }

  private static SignInEnding of(String error) {
    return switch (error) {
      case "access_denied" -> DENIED;
      case "authorization_request_not_found", "invalid_state_parameter", "invalid_nonce" -> EXPIRED;
      case "temporarily_unavailable", "server_error" -> UNAVAILABLE;
      case "invalid_client", "unauthorized_client" -> MISCONFIGURED;
      default -> REFUSED;
    };
  }

  /** Whether only the operator can help. */
  boolean isOurs() {
    return this == MISCONFIGURED || this == UNAVAILABLE;
  }

  /** The name in addresses and logs. */
  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<SignInEnding> ofWireName(String name) {
    return Arrays.stream(values()).filter(ending -> ending.wireName().equals(name)).findFirst();
  }

  String sentence() {
    return sentence;
  }
}
