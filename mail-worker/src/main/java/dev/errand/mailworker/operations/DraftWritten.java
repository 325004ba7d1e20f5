package dev.errand.mailworker.operations;

import dev.errand.pipeline.OperationStopped;
import dev.errand.schemas.Problem;
import dev.errand.schemas.ProblemCode;
import org.jspecify.annotations.Nullable;

/**
 * Who wrote the draft that a command sends, and so what its person is told when they have seen to
 * it themselves: what comes of asking again is not the same.
 */
enum DraftWritten {

  /** The command itself, and another one of its kind writes another mail. */
  BY_THE_COMMAND(
      "While it waited its draft was sent, in Outlook or by another command. This one sent"
          + " nothing.",
      "To ask for it again sends a second mail.",
      "send that one. To ask again sends a second mail.",
      "If it is to be sent after all, ask for it again."),

  /** Somebody, before the command came. */
  BEFORE(
      "It was sent in Outlook, or by an earlier command. This one sent nothing.",
      "There is no draft any more, so to ask again sends nothing.",
      "ask again.",
      "If it is to be sent after all, move it back to Drafts and ask again.");

  private final String howSent;
  private final String askedAgain;
  private final String stillThere;
  private final String afterAll;

  DraftWritten(String howSent, String askedAgain, String stillThere, String afterAll) {
    this.howSent = howSent;
    this.askedAgain = askedAgain;
    this.stillThere = stillThere;
    this.afterAll = afterAll;
  }

  OperationStopped sentAlready() {
    return OperationStopped.refused(
        Problem.of(ProblemCode.CONFLICT, "This mail was sent already.")
            .detail(howSent)
            .action("Look into Sent Items. " + askedAgain));
  }

  /** Another command has just given it to Outlook, and nobody knows yet what became of it. */
  OperationStopped beingSent() {
    return OperationStopped.refused(
        Problem.of(ProblemCode.CONFLICT, "This mail is being sent.")
            .detail(
                "Another command gave it to Outlook a moment ago, or tried to. This one sent"
                    + " nothing.")
            .action(
                "Look into Sent Items. If it is still among the drafts in some minutes, "
                    + stillThere));
  }

  /** It lies where its person has deleted it. */
  OperationStopped deleted() {
    return OperationStopped.refused(
        Problem.of(ProblemCode.NOT_FOUND, "The draft was deleted, and not sent.")
            .detail("It lies in Deleted Items, or was deleted for good.")
            .action(afterAll));
  }

  /**
   * Nothing in the mailbox is it.
   *
   * @param request the provider's id of its answer
   */
  OperationStopped gone(@Nullable String request) {
    return OperationStopped.refused(
        Problem.of(ProblemCode.NOT_FOUND, "The draft is not there any more.")
            .detail("It was deleted for good, or sent by other means. This command sent nothing.")
            .action("Look into Sent Items before you ask again.")
            .providerRequest(request));
  }
}
