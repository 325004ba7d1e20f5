package dev.errand.mailworker.operations;

import dev.errand.mailworker.graph.ExtendedProperty;
import dev.errand.mailworker.graph.GraphMail;
import dev.errand.mailworker.letter.Letter;
import dev.errand.pipeline.Cost;
import dev.errand.pipeline.LimitUnit;
import dev.errand.pipeline.OperationContext;
import dev.errand.pipeline.Step;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** The first step of a mail: a draft with our mark on it, in Drafts. */
final class CreateDraft {

  /**
   * How long after our patience Graph's back end may still store something. Its gateway answers 504
   * after about a minute without stopping what runs behind it; once more that long is assumed.
   */
  static final Duration STORES_LATE = Duration.ofMinutes(1);

  static final String STEP = "create-draft";

  private final GraphMail graph;
  private final OperationContext context;
  private final MarkedDrafts drafts;

  CreateDraft(GraphMail graph, OperationContext context, MarkedMessages marked) {
    this.graph = graph;
    this.context = context;
    this.drafts = new MarkedDrafts(graph, context, marked);
  }

  /** A draft to be sent: the command has not begun with it. */
  Draft of(Letter letter, ExtendedProperty mark, LastLook look) {
    return once(step(letter, mark).preparing(), letter, mark, look::made);
  }

  /** A draft that is all that was asked for. */
  Draft asked(Letter letter, ExtendedProperty mark) {
    return once(step(letter, mark), letter, mark, made -> made);
  }

  private static Step<ExtendedProperty, Draft> step(Letter letter, ExtendedProperty mark) {
    return Step.of(STEP, Draft.class, mark, STORES_LATE)
        .costing(Cost.ONE_REQUEST.and(LimitUnit.UPLOADED_BYTES, letter.size()));
  }

  private Draft once(
      Step<ExtendedProperty, Draft> step,
      Letter letter,
      ExtendedProperty mark,
      UnaryOperator<Draft> made) {
    return context
        .effects()
        .once(
            step,
            token -> made.apply(Draft.of(graph.createDraft(token, letter.draft(mark)))),
            drafts::look);
  }
}
