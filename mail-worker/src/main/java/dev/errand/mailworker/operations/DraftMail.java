package dev.errand.mailworker.operations;

import dev.errand.mailworker.graph.ExtendedProperty;
import dev.errand.mailworker.graph.GraphMail;
import dev.errand.mailworker.letter.Letter;
import dev.errand.pipeline.Operation;
import dev.errand.pipeline.OperationContext;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.mail.MailDraft;
import dev.errand.schemas.mail.MailDrafted;
import dev.errand.schemas.mail.MailOperations;

/** {@code mail.draft}: the first two steps of {@link SendMail}, and nothing is sent. */
public final class DraftMail implements Operation {

  private final GraphMail graph;

  public DraftMail(GraphMail graph) {
    this.graph = graph;
  }

  @Override
  public OperationName name() {
    return MailOperations.MAIL_DRAFT;
  }

  @Override
  public Object perform(OperationContext context) {
    Letter letter = Letter.of(context.input(MailDraft.class));
    ExtendedProperty mark = Mark.of(context.command());
    MarkedMessages marked = new MarkedMessages(graph, context);
    Draft draft = new CreateDraft(graph, context, marked).asked(letter, mark);
    new AttachFiles(graph, context).to(draft, letter.files());
    return new MailDrafted(draft.id(), draft.internetMessageId(), draft.conversation());
  }
}
