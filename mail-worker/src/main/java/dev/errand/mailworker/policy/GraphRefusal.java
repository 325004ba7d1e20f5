package dev.errand.mailworker.policy;

import dev.errand.runtime.http.HttpFailure;
import java.util.Optional;

/** Refusals that say something about a mailbox to whoever only looks what can be done with it. */
public enum GraphRefusal {
  NOT_ALLOWED,
  /** None that can be reached now; Graph says so now and then of one that is there, too. */
  NO_MAILBOX,
  NOT_FOUND,
  /** What was named is nothing that Graph knows there, or it does not take the request. */
  NOT_ACCEPTED;

  /** Empty for everything that passes, or that a new token helps against. */
  public static Optional<GraphRefusal> of(HttpFailure failure) {
    return switch (GraphAnswer.of(failure)) {
      case NOT_ALLOWED -> Optional.of(NOT_ALLOWED);
      case NO_MAILBOX, NO_MAILBOX_YET -> Optional.of(NO_MAILBOX);
      case NOT_FOUND -> Optional.of(NOT_FOUND);
      case BAD_ID, BAD_REQUEST -> Optional.of(NOT_ACCEPTED);
      case TOKEN_REFUSED,
          SIGN_IN_AGAIN,
          NOT_AS_THAT_SENDER,
          THROTTLED,
          SENT_TOO_MUCH,
          SENDING_BLOCKED,
          MAILBOX_FULL,
          UNAVAILABLE,
          CHANGED_MEANWHILE,
          LIST_EXPIRED,
          EXISTS,
          NOT_ANSWERABLE,
          BAD_RECIPIENT,
          TOO_LARGE ->
          Optional.empty();
    };
  }
}
