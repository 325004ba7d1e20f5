package dev.errand.mailworker.operations;

import dev.errand.mailworker.graph.Attachment;
import dev.errand.mailworker.graph.ExtendedProperty;
import dev.errand.mailworker.graph.GraphMail;
import dev.errand.mailworker.graph.GraphReplies;
import dev.errand.mailworker.graph.ReplyKind;
import dev.errand.mailworker.letter.FileToSend;
import dev.errand.mailworker.letter.Letter;
import dev.errand.pipeline.CrashPoint;
import dev.errand.pipeline.OperationContext;
import dev.errand.schemas.mail.MailForward;
import dev.errand.schemas.mail.MailReply;
import dev.errand.schemas.mail.MailSent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A mail that goes on from another one, once: Graph drafts it, with its subject, conversation and
 * quote; what the command adds is written above the quote; its files are attached; and the draft is
 * sent as {@link SendMail} sends its own. For one run of an operation.
 *
 * <p>When the command ends before its last step, what is left is a draft.
 */
final class SendReply {

  /** Deciding is a read, which has its own time. */
  private static final Duration AT_ONCE = Duration.ZERO;

  private final GraphMail graph;
  private final GraphReplies replies;
  private final Attaching attaching;
  private final OperationContext context;
  private final Submitting submitting;

  SendReply(
      GraphMail graph,
      GraphReplies replies,
      Attaching attaching,
      OperationContext context,
      Submitting submitting) {
    this.graph = graph;
    this.replies = replies;
    this.attaching = attaching;
    this.context = context;
    this.submitting = submitting;
  }

  MailSent send(ReplyKind kind, Answered answered, Letter letter) {
    ExtendedProperty mark = Mark.of(context.command());
    MarkedMessages marked = new MarkedMessages(graph, context);
    AttachFiles attach = attaching.in(context);
    List<FileToSend.Uploaded> uploads = attach.claim(letter);
    LastLook look = new LastLook(graph, context.command(), submitting, DraftWritten.BY_THE_COMMAND);
    CreateReply create = new CreateReply(graph, replies, context, marked, look);
    Draft draft =
        new StaleIds(graph, context)
            .received(
                answered.message(),
                answered.internetMessageId(),
                answered.receivedAt(),
                found -> create.once(kind, found, letter));
    FillReply.Filled filled = new FillReply(replies, context, look).once(draft, letter, mark);
    attach.to(draft, files(draft, letter, uploads));
    CrashPoint.hit(CrashPoint.DRAFT_MADE);
    MailSent sent =
        new SubmitDraft(graph, context, marked, look, submitting)
            .submit(draft, mark, filled.recipients());
    attach.discard(uploads);
    return sent.to(letter.converted());
  }

  /** What came along with the mail has names already, and a name tells whether a file is there. */
  private List<FileToSend> files(Draft draft, Letter letter, List<FileToSend.Uploaded> uploads) {
    if (letter.attachments().isEmpty()) {
      return List.of();
    }
    Names taken = context.effects().chosen("names", Names.class, AT_ONCE, () -> names(draft));
    return letter.files(uploads, taken.names());
  }

  private Names names(Draft draft) {
    return new Names(
        new AttachmentsOf(graph, context)
            .message(draft.id()).stream().map(Attachment::name).filter(Objects::nonNull).toList());
  }

  /** The mail from which it goes on, as the command knows it. */
  record Answered(
      String message, @Nullable String internetMessageId, @Nullable Instant receivedAt) {

    static Answered by(MailReply asked) {
      return new Answered(asked.message(), asked.internetMessageId(), asked.receivedAt());
    }

    static Answered by(MailForward asked) {
      return new Answered(asked.message(), asked.internetMessageId(), asked.receivedAt());
    }
  }

  /** What is attached before anything of ours is. */
  record Names(List<String> names) {

    Names {
      names = List.copyOf(names);
    }
  }
}
