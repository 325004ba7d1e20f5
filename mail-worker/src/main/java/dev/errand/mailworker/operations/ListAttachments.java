package dev.errand.mailworker.operations;

import dev.errand.mailworker.graph.GraphMail;
import dev.errand.mailworker.letter.ItemId;
import dev.errand.pipeline.Operation;
import dev.errand.pipeline.OperationContext;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.mail.AttachmentList;
import dev.errand.schemas.mail.Attachments;
import dev.errand.schemas.mail.MailOperations;

/** {@code attachment.list}: what is attached to a mail, without its content. */
public final class ListAttachments implements Operation {

  private final GraphMail graph;

  public ListAttachments(GraphMail graph) {
    this.graph = graph;
  }

  @Override
  public OperationName name() {
    return MailOperations.ATTACHMENT_LIST;
  }

  @Override
  public Object perform(OperationContext context) {
    AttachmentList asked = context.input(AttachmentList.class);
    ItemId.require(asked.message());
    AttachmentsOf attachments = new AttachmentsOf(graph, context);
    return new Attachments(
        new StaleIds(graph, context)
            .with(asked.message(), asked.internetMessageId(), attachments::message).stream()
                .limit(Attachments.MAX_ATTACHMENTS)
                .map(Told::attachment)
                .toList());
  }
}
