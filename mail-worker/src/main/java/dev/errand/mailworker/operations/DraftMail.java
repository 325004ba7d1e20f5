package dev.errand.mailworker.operations;

import dev.errand.mailworker.graph.ExtendedProperty;
import dev.errand.mailworker.graph.GraphMail;
import dev.errand.mailworker.letter.FileToSend;
import dev.errand.mailworker.letter.Letter;
import dev.errand.pipeline.Operation;
import dev.errand.pipeline.OperationContext;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.mail.MailDraft;
import dev.errand.schemas.mail.MailDrafted;
import dev.errand.schemas.mail.MailOperations;
import java.util.List;

/** {@code mail.draft}: the first two steps of {@link SendMail}, and nothing is sent. */
public final class DraftMail implements Operation {

  private final GraphMail graph;
  private final Attaching attaching;

  public DraftMail(GraphMail graph, Attaching attaching) {
    this.graph = graph;
    this.attaching = attaching;
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
    AttachFiles attach = attaching.in(context);
    List<FileToSend.Uploaded> uploads = attach.claim(letter);
    Draft draft = new CreateDraft(graph, context, marked).asked(letter, mark);
    attach.to(draft, letter.files(uploads, List.of()));
    attach.discard(uploads);
    return new MailDrafted(
        draft.id(), draft.internetMessageId(), draft.conversation(), letter.converted());
  }
}
