package dev.errand.mailworker.operations;

import dev.errand.mailworker.graph.ExtendedProperty;
import dev.errand.pipeline.Failure;
import dev.errand.pipeline.OperationStopped;
import dev.errand.schemas.Problem;
import dev.errand.schemas.ProblemCode;

/**
 * A draft of ours that waits lies in the person's Drafts, and they may send it. Then a sent mail
 * has our mark though we did not send it: the command ends, and says that the mail is out. For one
 * run of an operation, and only while no sending of ours is in doubt.
 */
final class SentByHand {

  private final MarkedMessages marked;

  SentByHand(MarkedMessages marked) {
    this.marked = marked;
  }

  /**
   * Whether the mail is still to be sent.
   *
   * @throws OperationStopped if it was sent
   */
  void requireNot(ExtendedProperty mark) {
    if (isSent(mark)) {
      throw sentAlready();
    }
  }

  /** Why our sending was refused: however Outlook says it, that may be since it is no draft. */
  OperationStopped whyRefused(OperationStopped refused, ExtendedProperty mark) {
    try {
      return isSent(mark) ? sentAlready() : refused;
    } catch (OperationStopped notSeen) {
      return notSeen.failure() instanceof Failure.Refused ? refused : notSeen;
    }
  }

  private boolean isSent(ExtendedProperty mark) {
    return marked.with(mark).stream().anyMatch(marked::submitted);
  }

  private static OperationStopped sentAlready() {
    return OperationStopped.refused(
        Problem.of(ProblemCode.CONFLICT, "This mail was sent already.")
            .detail("While it waited its draft was sent in Outlook. Errand did not send it again.")
            .action("Look into Sent Items. To ask for it again sends a second mail."));
  }
}
