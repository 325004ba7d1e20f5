package dev.errand.apiingest.connect;

import dev.errand.connections.Connection;
import dev.errand.connections.Connection.State;
import dev.errand.connections.Consents.Completion;
import dev.errand.connections.Consents.Denial;
import dev.errand.connections.Consents.Reason;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a connect flow ended, in words for the person: what happened, and what to do. */
public enum Ending {
  CONNECTED("You are connected", "Your assistant can now work there."),
  DENIED(
      "You said no",
      "Nothing was connected. Start again if that was a mistake. If you were told that an"
          + " administrator has to approve Errand, ask them first."),
  ADMIN_APPROVAL_NEEDED(
      "Your administrator has to approve this first",
      "Ask the administrator of your organisation to approve Errand, then start again."),
  REFUSED_BY_PROVIDER("The provider said no", "Nothing was connected. Start again, or try later."),
  EXPIRED(
      "That took too long, or was done before",
      "Each attempt works once and for ten minutes. Start again."),
  NOT_YOURS(
      "This attempt was started elsewhere",
      "Nothing was connected. Start again and finish in the same browser."),
  ACCOUNT_TAKEN(
      "This account is connected to somebody else",
      "Nothing was connected. Disconnect it there first, or choose another account."),
  OTHER_ACCOUNT(
      "You are connected to another account there",
      "Nothing was changed. Disconnect that account first, then start again."),
  CODE_REFUSED("The provider did not confirm it", "Nothing was connected. Start again."),
  TOKEN_REFUSED(
      "The provider does not know this secret",
      "Nothing was connected. Copy the whole secret of your integration and try again."),
  MISCONFIGURED(
      "The provider does not accept this installation of Errand",
      "Nothing was connected. Only whoever runs it can help: tell them."),
  ANSWER_NOT_VALID(
      "The provider's answer was not complete", "Nothing was connected. Try again later."),
  UNAVAILABLE(
      "Something did not answer in time", "Nothing was connected. Start again in a few minutes.");

  private final String title;
  private final String next;

  Ending(String title, String next) {
    this.title = title;
    this.next = next;
  }

  public static Ending of(Completion completion) {
    return switch (completion) {
      case Completion.Connected connected -> CONNECTED;
      case Completion.Denied(Denial denial) ->
          switch (denial) {
            case BY_THE_PERSON -> DENIED;
            case ADMIN_APPROVAL_NEEDED -> ADMIN_APPROVAL_NEEDED;
            case BY_THE_PROVIDER -> REFUSED_BY_PROVIDER;
          };
      case Completion.Expired expired -> EXPIRED;
      case Completion.NotYours notYours -> NOT_YOURS;
      case Completion.AccountTaken taken -> ACCOUNT_TAKEN;
      case Completion.OtherAccount other -> OTHER_ACCOUNT;
      case Completion.ExchangeFailed(Reason reason) ->
          switch (reason) {
            case CODE_REFUSED -> CODE_REFUSED;
            case TOKEN_REFUSED -> TOKEN_REFUSED;
            case MISCONFIGURED -> MISCONFIGURED;
            case ANSWER_NOT_VALID -> ANSWER_NOT_VALID;
            case UNAVAILABLE -> UNAVAILABLE;
          };
    };
  }

  /**
   * Whether it can be how it ended for somebody. Anybody can make an address that says so.
   *
   * @param isSignedIn whether we know who they are
   * @param connection what they have there now
   */
  boolean canBeTold(boolean isSignedIn, @Nullable Connection connection) {
    return switch (this) {
      case CONNECTED -> connection != null && connection.state() instanceof State.Active;
      case OTHER_ACCOUNT -> connection != null;
      case NOT_YOURS, EXPIRED -> true;
      case DENIED,
          ADMIN_APPROVAL_NEEDED,
          REFUSED_BY_PROVIDER,
          ACCOUNT_TAKEN,
          CODE_REFUSED,
          TOKEN_REFUSED,
          MISCONFIGURED,
          ANSWER_NOT_VALID,
          UNAVAILABLE ->
          isSignedIn;
    };
  }

  /** The name in addresses and logs. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Ending> ofWireName(String name) {
    return Arrays.stream(values()).filter(ending -> ending.wireName().equals(name)).findFirst();
  }

  String title() {
    return title;
  }

  String next() {
    return next;
  }
}
