package dev.errand.mailworker.policy;

import dev.errand.runtime.http.HttpFailure;
import dev.errand.schemas.Problem;
import dev.errand.schemas.ProblemCode;
import org.jspecify.annotations.Nullable;

/** What is told to the person. Graph's own words are never passed on: they may quote the mail. */
final class GraphProblems {

  private static final String ASK_AGAIN = "Then ask again.";

  private GraphProblems() {}

  /** Known without asking Outlook. */
  static Problem notGranted(String deed) {
    return Problem.of(ProblemCode.MISSING_PERMISSION, "Your Outlook connection may not do this.")
        .detail("When it was connected Errand was not allowed to " + deed + ".")
        .action(
            "Connect Outlook anew on the page of your connections and allow all that is asked for;"
                + " in an organisation an administrator may have to approve it. "
                + ASK_AGAIN)
        .canRetry();
  }

  static Problem notAllowed(HttpFailure answer) {
    return problem(
            answer, ProblemCode.MISSING_PERMISSION, "Your Outlook connection may not do this.")
        .detail("A permission was not granted, or your organisation has taken it away.")
        .action(
            "Connect Outlook anew and grant what is asked for; your administrator may have to"
                + " approve it. "
                + ASK_AGAIN)
        .canRetry();
  }

  static Problem notAsThatSender(HttpFailure answer) {
    return problem(answer, ProblemCode.MISSING_PERMISSION, "You may not send mail as that sender.")
        .action("Ask your administrator for the right to send as that address.");
  }

  static Problem sendingBlocked(HttpFailure answer) {
    return problem(
            answer,
            ProblemCode.REFUSED_BY_PROVIDER,
            "Microsoft has blocked sending for your account.")
        .action("Sign in to Outlook on the web and follow the message in your inbox. " + ASK_AGAIN)
        .canRetry();
  }

  static Problem sentTooMuch(HttpFailure answer) {
    return problem(answer, ProblemCode.RATE_LIMITED, "Outlook lets you send no more mails for now.")
        .detail(
            "Microsoft limits to how many recipients an account may send in a day. This mail was"
                + " not sent.")
        .action(
            "Look into your inbox: Microsoft may want you to verify your account. Otherwise ask"
                + " again in some hours.")
        .canRetry();
  }

  static Problem mailboxFull(HttpFailure answer) {
    return problem(answer, ProblemCode.MAILBOX_FULL, "Your mailbox is full.")
        .action("Delete mails you no longer need and empty Deleted Items. " + ASK_AGAIN)
        .canRetry();
  }

  static Problem noMailbox(HttpFailure answer) {
    return problem(answer, ProblemCode.NOT_FOUND, "Your Microsoft account has no mailbox.")
        .action("Connect an account that has one, or ask your administrator for a licence.");
  }

  static Problem notFound(HttpFailure answer) {
    return problem(answer, ProblemCode.NOT_FOUND, "That mail, folder or attachment was not found.")
        .detail("It was deleted, or moved so that its id changed, or it never was in your mailbox.")
        .action("List the folder, or what is attached to the mail, and take the id from there.");
  }

  static Problem listExpired(HttpFailure answer) {
    return problem(answer, ProblemCode.CONFLICT, "The list has changed too much to go on in it.")
        .action("List again without a cursor.");
  }

  static Problem exists(HttpFailure answer) {
    return problem(answer, ProblemCode.CONFLICT, "There is a folder with that name already.")
        .action("Use that folder, or choose another name.");
  }

  static Problem notAnswerable(HttpFailure answer) {
    return problem(answer, ProblemCode.CONFLICT, "That mail cannot be answered or passed on.")
        .detail("It is a draft, or something else that nobody has sent.")
        .action("Take the id of a mail that was sent or received.");
  }

  static Problem badRecipient(HttpFailure answer) {
    return problem(answer, ProblemCode.INVALID_COMMAND, "Outlook did not accept a recipient.")
        .action("Check the addresses.");
  }

  static Problem badId(HttpFailure answer) {
    return problem(
            answer,
            ProblemCode.INVALID_COMMAND,
            "That is not the id of a mail, a folder or an attachment.")
        .action("List the folder, or what is attached to the mail, and take the id from there.");
  }

  static Problem tooLarge(HttpFailure answer) {
    return problem(answer, ProblemCode.INVALID_COMMAND, "The mail is larger than Outlook takes.")
        .action("Send less in it, or a link to the file in place of the file.");
  }

  static Problem badRequest(HttpFailure answer) {
    return problem(answer, ProblemCode.REFUSED_BY_PROVIDER, "Outlook did not accept the request.")
        .detail("Microsoft Graph answered with status " + answer.status() + ".")
        .action("Change what you asked for; if that does not help, report the request's id.");
  }

  private static Problem problem(HttpFailure answer, ProblemCode code, String title) {
    return Problem.of(code, title).providerRequest(request(answer));
  }

  private static @Nullable String request(HttpFailure answer) {
    String header = answer.header("request-id");
    return header != null
        ? header
        : answer.body().path("error").path("innerError").path("request-id").asString(null);
  }
}
