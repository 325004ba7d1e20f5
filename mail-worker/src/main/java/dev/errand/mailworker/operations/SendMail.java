package dev.errand.mailworker.operations;

import dev.errand.mailworker.graph.ExtendedProperty;
import dev.errand.mailworker.graph.GraphMail;
import dev.errand.mailworker.letter.FileToSend;
import dev.errand.mailworker.letter.Letter;
import dev.errand.mailworker.policy.Permission;
import dev.errand.pipeline.CrashPoint;
import dev.errand.pipeline.Operation;
import dev.errand.pipeline.OperationContext;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.mail.MailOperations;
import dev.errand.schemas.mail.MailSend;
import dev.errand.schemas.mail.MailSent;
import java.util.List;

/**
 * {@code mail.send}: a marked draft, its files, and then the draft is sent.
 *
 * <p>Graph has no idempotency key, and an answer of 504 or none at all may still have sent the
 * mail. In three steps each can be looked for: the draft by its mark, a file by its name, the
 * sending by what became of the draft. We submit a mail at most once; that Exchange delivers it
 * once is Exchange's promise. When the command ends before its last step, what is left is a draft.
 *
 * <p>For who has granted sending and not reading it is one call: {@link SendAtOnce}.
 */
public final class SendMail implements Operation {

  private final GraphMail graph;
  private final Attaching attaching;
  private final Submitting submitting;

  public SendMail(GraphMail graph, Attaching attaching, Submitting submitting) {
    this.graph = graph;
    this.attaching = attaching;
    this.submitting = submitting;
  }

  @Override
  public OperationName name() {
    return MailOperations.MAIL_SEND;
  }

  @Override
  public Object perform(OperationContext context) {
    Letter letter = Letter.of(context.input(MailSend.class));
    ExtendedProperty mark = Mark.of(context.command());
    MarkedMessages marked = new MarkedMessages(graph, context);
    MailSent sent =
        atOnce(context)
            ? new SendAtOnce(graph, context, marked, submitting.late()).send(letter, mark)
            : inSteps(context, letter, mark, marked);
    return sent.to(letter.converted());
  }

  /**
   * What was begun in one way goes on in it, whatever the person grants or takes back meanwhile.
   */
  private static boolean atOnce(OperationContext context) {
    return !context.effects().finished(CreateDraft.STEP)
        && (context.effects().begun() || !Permission.WRITE.grantedTo(context.connection()));
  }

  private MailSent inSteps(
      OperationContext context, Letter letter, ExtendedProperty mark, MarkedMessages marked) {
    AttachFiles attach = attaching.in(context);
    List<FileToSend.Uploaded> uploads = attach.claim(letter);
    LastLook look = new LastLook(graph, context.command(), submitting, DraftWritten.BY_THE_COMMAND);
    Draft draft = new CreateDraft(graph, context, marked).of(letter, mark, look);
    attach.to(draft, letter.files(uploads, List.of()));
    CrashPoint.hit(CrashPoint.DRAFT_MADE);
    MailSent sent =
        new SubmitDraft(graph, context, marked, look, submitting)
            .submit(draft, mark, letter.recipients());
    attach.discard(uploads);
    return sent;
  }
}
