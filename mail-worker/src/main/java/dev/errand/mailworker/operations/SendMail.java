package dev.errand.mailworker.operations;

import dev.errand.mailworker.graph.ExtendedProperty;
import dev.errand.mailworker.graph.GraphMail;
import dev.errand.mailworker.letter.Letter;
import dev.errand.pipeline.Operation;
import dev.errand.pipeline.OperationContext;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.mail.MailOperations;
import dev.errand.schemas.mail.MailSend;

/**
 * {@code mail.send}: a marked draft, its files, and then the draft is sent.
 *
 * <p>Graph has no idempotency key, and an answer of 504 or none at all may still have sent the
 * mail. In three steps each can be looked for: the draft by its mark, a file by its name, the
 * sending by what became of the draft. We submit a mail at most once; that Exchange delivers it
 * once is Exchange's promise. When the command ends before its last step, what is left is a draft.
 */
public final class SendMail implements Operation {

  private final GraphMail graph;

  public SendMail(GraphMail graph) {
    this.graph = graph;
  }

  @Override
  public OperationName name() {
    return MailOperations.MAIL_SEND;
  }

  @Override
  public Object perform(OperationContext context) {
    Letter letter = Letter.of(context.input(MailSend.class));
    ExtendedProperty mark = Mark.of(context.command());
    MarkedMessages marked = new MarkedMessages(graph, context);
    Draft draft = new CreateDraft(graph, context, marked).of(letter, mark);
    new AttachFiles(graph, context).to(draft, letter.files());
    return new SubmitDraft(graph, context, marked).submit(draft, mark, letter.recipients());
  }
}
