package dev.errand.mailworker.operations;

import dev.errand.mailworker.graph.GraphMail;
import dev.errand.mailworker.graph.Message;
import dev.errand.mailworker.graph.Page;
import dev.errand.pipeline.Call;
import dev.errand.pipeline.OperationContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a search of the whole mailbox finds, page by page. A page may be empty and the list still go
 * on.
 *
 * @param whole whether that is all; a list without end is read no further than this
 */
record FoundMessages(List<Message> messages, boolean whole) {

  private static final int MOST_PAGES = 10;

  FoundMessages {
    messages = List.copyOf(messages);
  }

  /** Reads the list that begins with that page. */
  static FoundMessages of(GraphMail graph, OperationContext context, Call<Page<Message>> first) {
    Part part = context.call("graph.message.find", token -> part(graph, first.make(token)));
    List<Message> found = new ArrayList<>(part.messages());
    for (int pages = 1; part.next().isPresent() && pages < MOST_PAGES; pages++) {
      String query = part.next().get();
      part =
          context.call(
              "graph.message.find", token -> part(graph, graph.moreMessages(token, query)));
      found.addAll(part.messages());
    }
    return new FoundMessages(found, part.next().isEmpty());
  }

  private static Part part(GraphMail graph, Page<Message> page) {
    return new Part(page.items(), graph.next(page, "messages"));
  }

  private record Part(List<Message> messages, Optional<String> next) {}
}
