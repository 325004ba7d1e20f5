package dev.errand.mailworker.operations;

import dev.errand.mailworker.graph.GraphMail;
import dev.errand.pipeline.Operation;
import dev.errand.pipeline.OperationContext;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.mail.MailDelete;
import dev.errand.schemas.mail.MailDeleted;
import dev.errand.schemas.mail.MailOperations;

/**
 * {@code mail.delete}: a mail is put into Deleted Items. Not by Graph's own delete, which takes
 * away for good what lies there already: whoever says this twice, or on a second try, must lose
 * nothing.
 */
public final class DeleteMail implements Operation {

  static final String DELETED_ITEMS = "deleteditems";

  private final GraphMail graph;

  public DeleteMail(GraphMail graph) {
    this.graph = graph;
  }

  @Override
  public OperationName name() {
    return MailOperations.MAIL_DELETE;
  }

  @Override
  public Object perform(OperationContext context) {
    MailDelete asked = context.input(MailDelete.class);
    PutIntoFolder.Placed placed =
        new PutIntoFolder(graph, context)
            .once("delete", asked.message(), asked.internetMessageId(), DELETED_ITEMS);
    return new MailDeleted(placed.message(), placed.folder());
  }
}
