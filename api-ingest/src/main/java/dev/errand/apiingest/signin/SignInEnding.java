package dev.errand.apiingest.signin;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.web.client.RestClientException;

/** Why somebody is not signed in, in words for them. */
enum SignInEnding {
  DENIED("You are not signed in: you said no there."),
  EXPIRED("That took too long, or began in another browser. Sign in again."),
  UNAVAILABLE("The sign-in service does not answer. Try again in a few minutes."),
  REFUSED(
      "The sign-in could not be confirmed. Try again; if it happens again, tell whoever runs"
          + " this."),
  SIGNED_OUT("You are signed out.");

  private final String sentence;

  SignInEnding(String sentence) {
    this.sentence = sentence;
  }

  /** Only a code of RFC 6749 is looked at: a description may quote what was sent. */
  static SignInEnding of(AuthenticationException cause) {
    if (cause.getCause() instanceof RestClientException) {
      return UNAVAILABLE;
    }
    if (!(cause instanceof OAuth2AuthenticationException refused)) {
      return REFUSED;
    }
    return switch (refused.getError().getErrorCode()) {
      case "access_denied" -> DENIED;
      case "authorization_request_not_found", "invalid_state_parameter", "invalid_nonce" -> EXPIRED;
      case "temporarily_unavailable", "server_error" -> UNAVAILABLE;
      default -> REFUSED;
    };
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
