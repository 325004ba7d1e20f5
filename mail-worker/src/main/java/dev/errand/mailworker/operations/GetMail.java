package dev.errand.mailworker.operations;

import dev.errand.mailworker.graph.GraphMail;
import dev.errand.mailworker.graph.Message;
import dev.errand.mailworker.letter.ItemId;
import dev.errand.pipeline.Operation;
import dev.errand.pipeline.OperationContext;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.mail.BodyType;
import dev.errand.schemas.mail.MailGet;
import dev.errand.schemas.mail.MailOperations;

/** {@code mail.get}: one mail with its body, as text unless HTML is asked for. */
public final class GetMail implements Operation {

  private final GraphMail graph;

  public GetMail(GraphMail graph) {
    this.graph = graph;
  }

  @Override
  public OperationName name() {
    return MailOperations.MAIL_GET;
  }

  @Override
  public Object perform(OperationContext context) {
    MailGet asked = context.input(MailGet.class);
    ItemId.require(asked.message());
    String bodyType = asked.bodyType() == BodyType.HTML ? "html" : "text";
    Message message =
        new StaleIds(graph, context)
            .with(
                asked.message(),
                asked.internetMessageId(),
                id ->
                    context.call("graph.message.get", token -> graph.message(token, id, bodyType)));
    return Told.mail(message);
  }
}
