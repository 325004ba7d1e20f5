package dev.errand.mailworker.operations;

import dev.errand.mailworker.graph.ExtendedProperty;
import dev.errand.mailworker.graph.GraphMail;
import dev.errand.mailworker.graph.GraphReplies;
import dev.errand.mailworker.graph.ReplyChange;
import dev.errand.mailworker.graph.ReplyKind;
import dev.errand.mailworker.letter.Letter;
import dev.errand.pipeline.OperationContext;
import dev.errand.pipeline.Step;

/**
 * The first step of a reply: Graph drafts it, with a mark on it that says it is not finished.
 *
 * <p>Whether Graph takes a property along when it makes a reply is not documented. If it does not,
 * a draft that was made in doubt is not found, and another one is made: that is the one which is
 * sent, and the first stays in Drafts as Graph wrote it.
 */
final class CreateReply {

  private final GraphReplies replies;
  private final OperationContext context;
  private final MarkedDrafts drafts;
  private final LastLook look;

  CreateReply(
      GraphMail graph,
      GraphReplies replies,
      OperationContext context,
      MarkedMessages marked,
      LastLook look) {
    this.replies = replies;
    this.context = context;
    this.drafts = new MarkedDrafts(graph, context, marked);
    this.look = look;
  }

  Draft once(ReplyKind kind, String message, Letter letter) {
    ExtendedProperty mark = Mark.ofUnfinished(context.command());
    ReplyChange made = ReplyChange.made(mark, kind == ReplyKind.FORWARD ? letter.to() : null);
    return context
        .effects()
        .once(
            Step.of("create-reply", Draft.class, mark, CreateDraft.STORES_LATE).preparing(),
            token -> look.made(Draft.of(replies.create(token, kind, message, made))),
            drafts::look);
  }
}
