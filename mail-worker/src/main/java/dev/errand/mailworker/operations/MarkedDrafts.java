package dev.errand.mailworker.operations;

import dev.errand.mailworker.graph.ExtendedProperty;
import dev.errand.mailworker.graph.GraphMail;
import dev.errand.mailworker.graph.Message;
import dev.errand.pipeline.Attempted;
import dev.errand.pipeline.Finding;
import dev.errand.pipeline.OperationContext;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** Looks for a draft that may have been made, by the mark with which it was to be made. */
final class MarkedDrafts {

  private static final Comparator<Message> OLDEST_FIRST =
      Comparator.comparing(
              (Message message) ->
                  Objects.requireNonNullElse(message.createdDateTime(), Instant.MAX))
          .thenComparing(Message::id);

  private final GraphMail graph;
  private final OperationContext context;
  private final MarkedMessages marked;

  MarkedDrafts(GraphMail graph, OperationContext context, MarkedMessages marked) {
    this.graph = graph;
    this.context = context;
    this.marked = marked;
  }

  /** One draft is taken as ours; a twin that an attempt left behind is put into Deleted Items. */
  Finding<Draft> look(Attempted<ExtendedProperty> attempted) {
    List<Message> found = marked.with(attempted.intent()).stream().sorted(OLDEST_FIRST).toList();
    if (!found.stream().allMatch(Message::draft)) {
      return new Finding.CannotTell<>("A mail of this command was sent by other means.");
    }
    if (found.isEmpty()) {
      return new Finding.Absent<>();
    }
    return new Finding.Happened<>(Draft.found(found.size() == 1 ? found.getFirst() : one(found)));
  }

  /** One that its person has deleted is not the one to be sent, as long as there is another. */
  private Message one(List<Message> twins) {
    List<Message> wanted =
        twins.stream().filter(twin -> marked.inDrafts(twin) || !marked.deleted(twin)).toList();
    wanted.stream().skip(1).forEach(this::discard);
    return wanted.isEmpty() ? twins.getFirst() : wanted.getFirst();
  }

  private void discard(Message twin) {
    context.call("graph.message.delete", token -> graph.discard(token, twin.id()));
  }
}
