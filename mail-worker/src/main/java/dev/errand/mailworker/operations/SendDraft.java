package dev.errand.mailworker.operations;

import dev.errand.mailworker.graph.ExtendedProperty;
import dev.errand.mailworker.graph.GraphMail;
import dev.errand.mailworker.letter.ItemId;
import dev.errand.pipeline.CrashPoint;
import dev.errand.pipeline.Operation;
import dev.errand.pipeline.OperationContext;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.mail.MailOperations;
import dev.errand.schemas.mail.MailSendDraft;

/** {@code mail.send-draft}: a draft that is there is marked, and sent as {@link SendMail} does. */
public final class SendDraft implements Operation {

  private final GraphMail graph;
  private final Submitting submitting;

  public SendDraft(GraphMail graph, Submitting submitting) {
    this.graph = graph;
    this.submitting = submitting;
  }

  @Override
  public OperationName name() {
    return MailOperations.MAIL_SEND_DRAFT;
  }

  @Override
  public Object perform(OperationContext context) {
    MailSendDraft asked = context.input(MailSendDraft.class);
    ItemId.require(asked.message());
    ExtendedProperty mark = Mark.of(context.command());
    MarkedMessages marked = new MarkedMessages(graph, context);
    LastLook look = new LastLook(graph, context.command(), submitting, DraftWritten.BEFORE);
    MarkDraft.Addressed addressed =
        new MarkDraft(graph, context, marked, submitting).of(asked, mark);
    CrashPoint.hit(CrashPoint.DRAFT_MADE);
    return new SubmitDraft(graph, context, marked, look, submitting)
        .submit(addressed.draft(), mark, addressed.recipients());
  }
}
