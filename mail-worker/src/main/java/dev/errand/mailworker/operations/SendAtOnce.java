package dev.errand.mailworker.operations;

import dev.errand.mailworker.graph.ExtendedProperty;
import dev.errand.mailworker.graph.GraphMail;
import dev.errand.mailworker.graph.Message;
import dev.errand.mailworker.letter.Invalid;
import dev.errand.mailworker.letter.Letter;
import dev.errand.mailworker.policy.Permission;
import dev.errand.pipeline.Attempted;
import dev.errand.pipeline.Cost;
import dev.errand.pipeline.Finding;
import dev.errand.pipeline.LimitUnit;
import dev.errand.pipeline.OperationContext;
import dev.errand.pipeline.Step;
import dev.errand.schemas.mail.MailSent;
import dev.errand.schemas.mail.SendMode;
import java.time.Duration;
import java.util.Optional;

/**
 * A mail in one call, for who may send and not read: at most once. For one run of an operation.
 *
 * <ol>
 *   <li>What is in doubt is never repeated. Nobody may look, so it ends {@code unknown}.
 *   <li>If the person has granted reading since, the mail is looked for by its mark: so a replay
 *       can say that it went out. That it is nowhere still proves nothing.
 * </ol>
 *
 * <p>Graph takes writes of up to about 4 MB. A command is 1 MB at most and a body, as HTML writes
 * it, 2 MB: so every mail of a command fits.
 */
final class SendAtOnce {

  private static final String STEP = "send-mail";

  private final GraphMail graph;
  private final OperationContext context;
  private final MarkedMessages marked;
  private final Duration submitsLate;

  SendAtOnce(
      GraphMail graph, OperationContext context, MarkedMessages marked, Duration submitsLate) {
    this.graph = graph;
    this.context = context;
    this.marked = marked;
    this.submitsLate = submitsLate;
  }

  MailSent send(Letter letter, ExtendedProperty mark) {
    if (!letter.uploads().isEmpty()) {
      throw Invalid.because(
          "A connection that may send and not read takes no uploaded files.",
          "Send small files in the command, or connect Outlook anew and allow Errand to read your"
              + " mail.");
    }
    Step<ExtendedProperty, MailSent> step =
        Step.of(STEP, MailSent.class, mark, submitsLate)
            .costing(
                Cost.ONE_REQUEST
                    .and(LimitUnit.UPLOADED_BYTES, letter.wholeSize())
                    .and(LimitUnit.MESSAGES, 1)
                    .and(LimitUnit.RECIPIENTS, letter.recipients()));
    return context
        .effects()
        .once(
            step,
            token -> {
              graph.sendAtOnce(token, letter.whole(mark));
              return new MailSent(null, null, SendMode.SEND_ONLY, null);
            },
            this::look);
  }

  private Finding<MailSent> look(Attempted<ExtendedProperty> attempted) {
    if (!Permission.READ.grantedTo(context.connection())) {
      return new Finding.CannotTell<>(
          "Your Outlook connection may send mail and not read it, so nobody can look whether this"
              + " one went out. Connect Outlook anew and allow Errand to read your mail: then such"
              + " a mail is looked for.");
    }
    Optional<Message> sent =
        marked.with(attempted.intent()).stream().filter(marked::submitted).findFirst();
    if (sent.isPresent()) {
      return new Finding.Happened<>(
          new MailSent(
              sent.get().internetMessageId(),
              sent.get().conversationId(),
              SendMode.SEND_ONLY,
              null));
    }
    return attempted.settled()
        ? new Finding.CannotTell<>("No sent mail was found, which does not say that none was sent.")
        : new Finding.Absent<>();
  }
}
