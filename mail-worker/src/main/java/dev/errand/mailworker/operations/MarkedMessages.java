package dev.errand.mailworker.operations;

import dev.errand.mailworker.graph.ExtendedProperty;
import dev.errand.mailworker.graph.GraphMail;
import dev.errand.mailworker.graph.Message;
import dev.errand.mailworker.graph.Page;
import dev.errand.pipeline.OperationContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds what carries a mark, wherever in the mailbox a rule or the person has put it. */
final class MarkedMessages {

  private static final int MOST_PAGES = 10;

  private final GraphMail graph;
  private final OperationContext context;

  MarkedMessages(GraphMail graph, OperationContext context) {
    this.graph = graph;
    this.context = context;
  }

  /** All of them. A page may be empty and the list still go on. */
  List<Message> with(ExtendedProperty mark) {
    Part part = context.call("graph.message.find", token -> part(graph.marked(token, mark)));
    List<Message> found = new ArrayList<>(part.messages());
    for (int pages = 1; part.next().isPresent() && pages < MOST_PAGES; pages++) {
      String query = part.next().get();
      part = context.call("graph.message.find", token -> part(graph.moreMarked(token, query)));
      found.addAll(part.messages());
    }
    return found;
  }

  /** No draft any more, or where Exchange goes on with it. */
  boolean submitted(Message message) {
    return !message.draft() || outbox().equals(message.parentFolderId());
  }

  private String outbox() {
    return context.call("graph.folder.get", token -> graph.folder(token, "outbox")).id();
  }

  private Part part(Page<Message> page) {
    return new Part(page.items(), graph.next(page, "messages"));
  }

  private record Part(List<Message> messages, Optional<String> next) {}
}
