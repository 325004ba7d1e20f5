package dev.errand.mailworker.operations;

import dev.errand.mailworker.graph.ExtendedProperty;
import dev.errand.mailworker.graph.GraphMail;
import dev.errand.mailworker.graph.Message;
import dev.errand.mailworker.graph.MessageChange;
import dev.errand.mailworker.letter.Invalid;
import dev.errand.mailworker.letter.Letter;
import dev.errand.pipeline.Attempted;
import dev.errand.pipeline.Finding;
import dev.errand.pipeline.OperationContext;
import dev.errand.pipeline.OperationStopped;
import dev.errand.pipeline.Step;
import dev.errand.schemas.Problem;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.mail.MailSendDraft;
import java.time.Duration;

/**
 * The first step of sending a draft that was there already: it gets our mark. Only then can its
 * sending be looked for, since nobody promises that it keeps its id. For one run of an operation.
 */
final class MarkDraft {

  /** Deciding is a read, which has its own time. */
  private static final Duration AT_ONCE = Duration.ZERO;

  private final GraphMail graph;
  private final OperationContext context;
  private final MarkedMessages marked;
  private final Submitting submitting;

  MarkDraft(
      GraphMail graph, OperationContext context, MarkedMessages marked, Submitting submitting) {
    this.graph = graph;
    this.context = context;
    this.marked = marked;
    this.submitting = submitting;
  }

  /** What is found first holds for all runs: after the last step it is no draft any more. */
  Addressed of(MailSendDraft asked, ExtendedProperty mark) {
    Addressed draft =
        context.effects().chosen("draft", Addressed.class, AT_ONCE, () -> found(asked));
    return context
        .effects()
        .once(
            Step.of("mark-draft", Addressed.class, new Intent(draft, mark), CreateDraft.STORES_LATE)
                .preparing(),
            token -> {
              var _ = graph.change(token, draft.draft().id(), MessageChange.properties(mark));
              return draft;
            },
            this::look);
  }

  private Addressed found(MailSendDraft asked) {
    Message found =
        new StaleIds(graph, context)
            .with(
                asked.message(),
                asked.internetMessageId(),
                id ->
                    context.call(
                        "graph.message.get", token -> graph.state(token, id, Mark.SENDING)));
    if (!found.draft()) {
      throw OperationStopped.refused(
          Problem.of(ProblemCode.CONFLICT, "That mail is no draft.")
              .detail("It was sent already, or came from somebody.")
              .action("List the folder of drafts and take the id from there."));
    }
    if (!marked.inDrafts(found)) {
      requireNotSeenTo(found);
    }
    if (submitting.byAnother(found, context.command())) {
      throw DraftWritten.BEFORE.beingSent(); // Outlook may show it where it was until it is out
    }
    int recipients =
        found.toRecipients().size() + found.ccRecipients().size() + found.bccRecipients().size();
    // What has more would be refused as a limit that passes.
    if (recipients == 0 || recipients > Letter.MOST_RECIPIENTS) {
      throw Invalid.because(
          "The draft is for nobody, or for more than 500 recipients.", "Change it in Outlook.");
    }
    return new Addressed(Draft.of(found), recipients);
  }

  /** Outlook might send what is on its way a second time, and what was deleted as well. */
  private void requireNotSeenTo(Message draft) {
    if (marked.submitted(draft)) {
      throw DraftWritten.BEFORE.sentAlready();
    }
    if (marked.deleted(draft)) {
      throw DraftWritten.BEFORE.deleted();
    }
  }

  private Finding<Addressed> look(Attempted<Intent> attempted) {
    Addressed draft = attempted.intent().draft();
    return marked.with(attempted.intent().mark()).stream()
            .anyMatch(message -> message.id().equals(draft.draft().id()))
        ? new Finding.Happened<>(draft)
        : new Finding.Absent<>();
  }

  /** What to look for. */
  record Intent(Addressed draft, ExtendedProperty mark) {}

  /** A draft, and how many it is for. */
  record Addressed(Draft draft, int recipients) {}
}
