package dev.errand.mailworker.operations;

import dev.errand.mailworker.graph.GraphMail;
import dev.errand.mailworker.graph.GraphReplies;
import dev.errand.mailworker.graph.ReplyKind;
import dev.errand.mailworker.letter.Letter;
import dev.errand.pipeline.Operation;
import dev.errand.pipeline.OperationContext;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.mail.MailOperations;
import dev.errand.schemas.mail.MailReply;

/** {@code mail.reply} and {@code mail.reply-all}, as {@link SendReply} sends. */
public final class ReplyMail implements Operation {

  private final OperationName name;
  private final ReplyKind kind;
  private final GraphMail graph;
  private final GraphReplies replies;
  private final Attaching attaching;
  private final Submitting submitting;

  private ReplyMail(
      OperationName name,
      ReplyKind kind,
      GraphMail graph,
      GraphReplies replies,
      Attaching attaching,
      Submitting submitting) {
    this.name = name;
    this.kind = kind;
    this.graph = graph;
    this.replies = replies;
    this.attaching = attaching;
    this.submitting = submitting;
  }

  /** To whoever wants answers to that mail. */
  public static ReplyMail toSender(
      GraphMail graph, GraphReplies replies, Attaching attaching, Submitting submitting) {
    return new ReplyMail(
        MailOperations.MAIL_REPLY, ReplyKind.REPLY, graph, replies, attaching, submitting);
  }

  /** To them and all who got that mail, except the person. */
  public static ReplyMail toAll(
      GraphMail graph, GraphReplies replies, Attaching attaching, Submitting submitting) {
    return new ReplyMail(
        MailOperations.MAIL_REPLY_ALL, ReplyKind.REPLY_ALL, graph, replies, attaching, submitting);
  }

  @Override
  public OperationName name() {
    return name;
  }

  @Override
  public Object perform(OperationContext context) {
    MailReply asked = context.input(MailReply.class);
    Letter letter = Letter.of(asked);
    return new SendReply(graph, replies, attaching, context, submitting)
        .send(kind, SendReply.Answered.by(asked), letter);
  }
}
