package dev.errand.mailworker.operations;

import dev.errand.mailworker.graph.GraphMail;
import dev.errand.mailworker.graph.GraphReplies;
import dev.errand.mailworker.graph.ReplyKind;
import dev.errand.mailworker.letter.Letter;
import dev.errand.pipeline.Operation;
import dev.errand.pipeline.OperationContext;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.mail.MailForward;
import dev.errand.schemas.mail.MailOperations;

/** {@code mail.forward}: a mail is passed on with its files, as {@link SendReply} sends. */
public final class ForwardMail implements Operation {

  private final GraphMail graph;
  private final GraphReplies replies;
  private final Attaching attaching;
  private final Submitting submitting;

  public ForwardMail(
      GraphMail graph, GraphReplies replies, Attaching attaching, Submitting submitting) {
    this.graph = graph;
    this.replies = replies;
    this.attaching = attaching;
    this.submitting = submitting;
  }

  @Override
  public OperationName name() {
    return MailOperations.MAIL_FORWARD;
  }

  @Override
  public Object perform(OperationContext context) {
    MailForward asked = context.input(MailForward.class);
    Letter letter = Letter.of(asked);
    return new SendReply(graph, replies, attaching, context, submitting)
        .send(ReplyKind.FORWARD, SendReply.Answered.by(asked), letter);
  }
}
