package dev.errand.mailworker.operations;

import dev.errand.mailworker.graph.ExtendedProperty;
import dev.errand.mailworker.graph.GraphMail;
import dev.errand.mailworker.graph.Message;
import dev.errand.mailworker.letter.Letter;
import dev.errand.pipeline.Attempted;
import dev.errand.pipeline.Cost;
import dev.errand.pipeline.Finding;
import dev.errand.pipeline.LimitUnit;
import dev.errand.pipeline.OperationContext;
import dev.errand.pipeline.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** The first step of a mail: a draft with our mark on it, in Drafts. */
final class CreateDraft {

  /**
   * How long after our patience Graph's back end may still store something. Its gateway answers 504
   * after about a minute without stopping what runs behind it; once more that long is assumed.
   */
  static final Duration STORES_LATE = Duration.ofMinutes(1);

  private static final Comparator<Message> OLDEST_FIRST =
      Comparator.comparing(
              (Message message) ->
                  Objects.requireNonNullElse(message.createdDateTime(), Instant.MAX))
          .thenComparing(Message::id);

  private final GraphMail graph;
  private final OperationContext context;
  private final MarkedMessages marked;

  CreateDraft(GraphMail graph, OperationContext context, MarkedMessages marked) {
    this.graph = graph;
    this.context = context;
    this.marked = marked;
  }

  /** A draft to be sent: the command has not begun with it. */
  Draft of(Letter letter, ExtendedProperty mark) {
    return once(step(letter, mark).preparing(), letter, mark);
  }

  /** A draft that is all that was asked for. */
  Draft asked(Letter letter, ExtendedProperty mark) {
    return once(step(letter, mark), letter, mark);
  }

  private static Step<ExtendedProperty, Draft> step(Letter letter, ExtendedProperty mark) {
    return Step.of("create-draft", Draft.class, mark, STORES_LATE)
        .costing(Cost.ONE_REQUEST.and(LimitUnit.UPLOADED_BYTES, letter.size()));
  }

  private Draft once(Step<ExtendedProperty, Draft> step, Letter letter, ExtendedProperty mark) {
    return context
        .effects()
        .once(step, token -> Draft.of(graph.createDraft(token, letter.draft(mark))), this::look);
  }

  /** One draft is taken as ours; a twin that an attempt left behind is put into Deleted Items. */
  private Finding<Draft> look(Attempted<ExtendedProperty> attempted) {
    List<Message> found = marked.with(attempted.intent()).stream().sorted(OLDEST_FIRST).toList();
    if (!found.stream().allMatch(Message::draft)) {
      return new Finding.CannotTell<>("A mail of this command was sent by other means.");
    }
    if (found.isEmpty()) {
      return new Finding.Absent<>();
    }
    found.stream().skip(1).forEach(this::discard);
    return new Finding.Happened<>(Draft.of(found.getFirst()));
  }

  private void discard(Message twin) {
    context.call("graph.message.delete", token -> graph.discard(token, twin.id()));
  }
}
