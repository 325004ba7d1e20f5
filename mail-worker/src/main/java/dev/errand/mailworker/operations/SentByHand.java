package dev.errand.mailworker.operations;

import dev.errand.mailworker.graph.ExtendedProperty;
import dev.errand.mailworker.graph.Message;
import dev.errand.pipeline.Failure;
import dev.errand.pipeline.OperationStopped;
import dev.errand.schemas.Problem;
import dev.errand.schemas.ProblemCode;
import java.util.List;

/**
 * A draft of ours that waits lies in the person's Drafts, and they may send it. Then a sent mail
 * has our mark though we did not send it: the command ends, and says that the mail is out. For one
 * run of an operation, and only while no sending of ours is in doubt.
 */
final class SentByHand {

  private final MarkedMessages marked;
  private final DraftWritten written;

  SentByHand(MarkedMessages marked, DraftWritten written) {
    this.marked = marked;
    this.written = written;
  }

  /**
   * Whether the mail is still to be sent.
   *
   * @throws OperationStopped if it was sent
   */
  void requireNot(ExtendedProperty mark) {
    if (isSent(marked.with(mark))) {
      throw written.sentAlready();
    }
  }

  /** Why our sending was refused: however Outlook says it, that may be since it is no draft. */
  OperationStopped whyRefused(OperationStopped refused, ExtendedProperty mark) {
    try {
      List<Message> found = marked.with(mark);
      return isSent(found) ? written.sentAlready() : found.isEmpty() ? missing(refused) : refused;
    } catch (OperationStopped notSeen) {
      return notSeen.failure() instanceof Failure.Refused ? refused : notSeen;
    }
  }

  private boolean isSent(List<Message> found) {
    return found.stream().anyMatch(marked::submitted);
  }

  private OperationStopped missing(OperationStopped refused) {
    return refused.failure() instanceof Failure.Refused(Problem problem)
            && problem.code() == ProblemCode.NOT_FOUND
        ? written.gone(problem.providerRequestId())
        : refused;
  }
}
