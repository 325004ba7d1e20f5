package dev.errand.mailworker.operations;

import dev.errand.mailworker.graph.ExtendedProperty;
import dev.errand.mailworker.graph.GraphMail;
import dev.errand.mailworker.graph.Message;
import dev.errand.mailworker.graph.MessageChange;
import dev.errand.mailworker.policy.NothingDone;
import dev.errand.pipeline.AccessToken;
import dev.errand.pipeline.Attempted;
import dev.errand.pipeline.Cost;
import dev.errand.pipeline.Failure;
import dev.errand.pipeline.Finding;
import dev.errand.pipeline.LimitUnit;
import dev.errand.pipeline.OperationContext;
import dev.errand.pipeline.OperationStopped;
import dev.errand.pipeline.Step;
import dev.errand.schemas.mail.MailSent;
import java.util.List;
import java.util.Optional;

/**
 * The last step of a mail: the draft is submitted. For one run of an operation.
 *
 * <p>What became of an attempt in doubt is read from what carries the mark:
 *
 * <ol>
 *   <li>something that is no draft, or lies in the Outbox: it was submitted.
 *   <li>our draft, as it was: not submitted <em>now</em>. Exchange may still have it in hand, so
 *       this is final only when it has settled; then the same draft is sent again, never a new
 *       mail.
 *   <li>nothing: the item is on its way between folders, or the person has deleted it for good.
 *       This is looked at again, and when it has settled nobody can tell.
 * </ol>
 *
 * <p>Its person may have sent it by other means while it waited ({@link SentByHand}). That is
 * looked for when our attempt is refused; and, since nobody promises that it will be, before the
 * first one of a replay, which comes after hours, and after the person was told to see to the
 * draft.
 *
 * <p>That a later attempt was refused, whatever the reason, is told only when the draft is still
 * one after that: {@link dev.errand.pipeline.Effects#once} sees to it.
 */
final class SubmitDraft {

  private final GraphMail graph;
  private final OperationContext context;
  private final MarkedMessages marked;
  private final LastLook look;
  private final Submitting submitting;

  SubmitDraft(
      GraphMail graph,
      OperationContext context,
      MarkedMessages marked,
      LastLook look,
      Submitting submitting) {
    this.graph = graph;
    this.context = context;
    this.marked = marked;
    this.look = look;
    this.submitting = submitting;
  }

  MailSent submit(Draft draft, ExtendedProperty mark, int recipients) {
    Step<Intent, MailSent> step =
        Step.of("send-draft", MailSent.class, new Intent(draft, mark), submitting.late())
            .costing(
                Cost.ONE_REQUEST
                    .plus(Cost.ONE_REQUEST)
                    .plus(LastLook.COST)
                    .and(LimitUnit.MESSAGES, 1)
                    .and(LimitUnit.RECIPIENTS, recipients));
    SentByHand byHand = new SentByHand(marked, look.written());
    if (context.command().replays() != null && !context.effects().begun()) {
      byHand.requireNot(mark);
    }
    try {
      return context.effects().once(step, token -> send(token, draft, mark), this::look);
    } catch (OperationStopped stopped) {
      throw refusedByOutlook(stopped) ? byHand.whyRefused(stopped, mark) : stopped;
    }
  }

  private boolean refusedByOutlook(OperationStopped stopped) {
    return stopped.failure() instanceof Failure.Refused
        && !look.decided()
        && !context.effects().begun();
  }

  private MailSent send(AccessToken token, Draft draft, ExtendedProperty mark) {
    if (!look.justSeen()) {
      look.before(token, draft);
      tellOthers(token, draft, mark);
    }
    graph.send(token, draft.id());
    return new MailSent(draft.internetMessageId(), draft.conversation(), null, null);
  }

  /**
   * Other commands may ask for the same draft, and find it a draft still. One that has marked it
   * meanwhile will not send it, so it is ours that is looked for.
   */
  private void tellOthers(AccessToken token, Draft draft, ExtendedProperty mark) {
    ExtendedProperty sending = Mark.sending(context.command(), submitting.clock().instant());
    MessageChange change = MessageChange.properties(mark, sending);
    var _ = NothingDone.unless(() -> graph.change(token, draft.id(), change));
  }

  private Finding<MailSent> look(Attempted<Intent> attempted) {
    Draft draft = attempted.intent().draft();
    List<Message> found = marked.with(attempted.intent().mark());
    Optional<Message> submitted = found.stream().filter(marked::submitted).findFirst();
    if (submitted.isPresent()) {
      return new Finding.Happened<>(sent(draft, submitted.get()));
    }
    boolean stillDraft = found.stream().anyMatch(message -> message.id().equals(draft.id()));
    return stillDraft || !attempted.settled()
        ? new Finding.Absent<>()
        : new Finding.CannotTell<>(
            "The draft is no longer there, and no sent mail was found in its place.");
  }

  private static MailSent sent(Draft draft, Message message) {
    return new MailSent(
        message.internetMessageId() == null
            ? draft.internetMessageId()
            : message.internetMessageId(),
        message.conversationId() == null ? draft.conversation() : message.conversationId(),
        null,
        null);
  }

  /** What to look for. */
  record Intent(Draft draft, ExtendedProperty mark) {}
}
