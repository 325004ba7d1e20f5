package dev.errand.mailworker.operations;

import dev.errand.mailworker.graph.ExtendedProperty;
import dev.errand.mailworker.graph.GraphMail;
import dev.errand.mailworker.graph.Message;
import dev.errand.pipeline.OperationContext;
import java.util.List;

/** Finds what carries a mark, wherever in the mailbox a rule or the person has put it. */
final class MarkedMessages {

  static final String OUTBOX = "outbox";

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

  /** Where most drafts lie, neither sent nor deleted. */
  boolean inDrafts(Message draft) {
    return folder("drafts").equals(draft.parentFolderId());
  }

  /** Whether it lies where its person has deleted it. */
  boolean deleted(Message message) {
    String folder = message.parentFolderId();
    return folder != null
        && context
            .call("graph.folder.get", DeletedPlaces.COST, token -> DeletedPlaces.of(graph, token))
            .contains(folder);
  }

  private String outbox() {
    return folder(OUTBOX);
  }

  private String folder(String wellKnown) {
    return context.call("graph.folder.get", token -> graph.folder(token, wellKnown)).id();
  }
}
