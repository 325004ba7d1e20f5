package dev.errand.mailworker.operations;

import dev.errand.mailworker.graph.ExtendedProperty;
import dev.errand.mailworker.graph.GraphMail;
import dev.errand.mailworker.graph.Message;
import dev.errand.pipeline.OperationContext;
import java.util.List;

/** Finds what carries a mark, wherever in the mailbox a rule or the person has put it. */
final class MarkedMessages {

  private final GraphMail graph;
  private final OperationContext context;

  MarkedMessages(GraphMail graph, OperationContext context) {
    this.graph = graph;
    this.context = context;
  }

  List<Message> with(ExtendedProperty mark) {
    return FoundMessages.of(graph, context, token -> graph.marked(token, mark)).messages();
  }

  /** No draft any more, or where Exchange goes on with it. */
  boolean submitted(Message message) {
    return !message.draft() || outbox().equals(message.parentFolderId());
  }

  private String outbox() {
    return context.call("graph.folder.get", token -> graph.folder(token, "outbox")).id();
  }
}
