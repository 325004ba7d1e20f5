package dev.errand.mailworker.operations;

import dev.errand.mailworker.graph.GraphMail;
import dev.errand.mailworker.letter.ItemId;
import dev.errand.pipeline.Operation;
import dev.errand.pipeline.OperationContext;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.mail.MailMove;
import dev.errand.schemas.mail.MailMoved;
import dev.errand.schemas.mail.MailOperations;

/** {@code mail.move}: a mail is put into another folder. */
public final class MoveMail implements Operation {

  private final GraphMail graph;

  public MoveMail(GraphMail graph) {
    this.graph = graph;
  }

  @Override
  public OperationName name() {
    return MailOperations.MAIL_MOVE;
  }

  @Override
  public Object perform(OperationContext context) {
    MailMove asked = context.input(MailMove.class);
    ItemId.require(asked.folder());
    PutIntoFolder.Placed placed =
        new PutIntoFolder(graph, context)
            .once("move", asked.message(), asked.internetMessageId(), asked.folder());
    return new MailMoved(placed.message(), placed.folder());
  }
}
