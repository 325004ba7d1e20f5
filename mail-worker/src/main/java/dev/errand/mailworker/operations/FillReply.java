package dev.errand.mailworker.operations;

import dev.errand.mailworker.graph.ExtendedProperty;
import dev.errand.mailworker.graph.GraphReplies;
import dev.errand.mailworker.graph.Message;
import dev.errand.mailworker.graph.ReplyDraft;
import dev.errand.mailworker.letter.Letter;
import dev.errand.pipeline.AccessToken;
import dev.errand.pipeline.Attempted;
import dev.errand.pipeline.Cost;
import dev.errand.pipeline.Finding;
import dev.errand.pipeline.LimitUnit;
import dev.errand.pipeline.OperationContext;
import dev.errand.pipeline.Step;
import java.util.Optional;

/**
 * The second step of a reply: the draft gets what the command adds, and in the same change the
 * command's mark. For one run of an operation.
 *
 * <ol>
 *   <li>The mark tells whether that was done: it is looked for on the draft itself, not in a list.
 *   <li>The new body is the quote, read while the draft had no mark, with the text above it. So a
 *       change that is repeated says the same, and one that comes late changes nothing: no text
 *       stands there twice, and no quote is lost.
 *   <li>Nothing of the quote is recorded: it is read again by a run that needs it.
 *   <li>For how many the mail is, is known before it is sent, and more than 500 are refused.
 * </ol>
 */
final class FillReply {

  private static final String STEP = "fill-reply";

  private final GraphReplies replies;
  private final OperationContext context;
  private final LastLook look;

  FillReply(GraphReplies replies, OperationContext context, LastLook look) {
    this.replies = replies;
    this.context = context;
    this.look = look;
  }

  Filled once(Draft draft, Letter letter, ExtendedProperty mark) {
    Optional<Filling> filling =
        context.effects().finished(STEP)
            ? Optional.empty()
            : Optional.of(Filling.of(read(draft, mark), letter, mark));
    Step<Intent, Filled> step =
        Step.of(STEP, Filled.class, new Intent(draft.id(), mark), CreateDraft.STORES_LATE)
            .costing(
                Cost.ONE_REQUEST.and(
                    LimitUnit.UPLOADED_BYTES, filling.map(Filling::size).orElse(0L)))
            .preparing();
    return context
        .effects()
        .once(step, token -> fill(token, draft, filling.orElseThrow()), this::look);
  }

  private ReplyDraft read(Draft draft, ExtendedProperty mark) {
    ReplyDraft read = read(draft.id(), mark);
    look.saw(draft, read.parentFolderId());
    return read;
  }

  private ReplyDraft read(String draft, ExtendedProperty mark) {
    return context.call("graph.message.get", token -> replies.draft(token, draft, mark));
  }

  private Filled fill(AccessToken token, Draft draft, Filling filling) {
    if (!filling.done()) {
      Message filled = replies.change(token, filling.draft(), filling.change());
      look.saw(draft, filled.parentFolderId());
    }
    return new Filled(filling.recipients());
  }

  private Finding<Filled> look(Attempted<Intent> attempted) {
    ReplyDraft now = read(attempted.intent().draft(), attempted.intent().mark());
    return now.has(attempted.intent().mark())
        ? new Finding.Happened<>(new Filled((int) now.recipients().count()))
        : new Finding.Absent<>();
  }

  /** What to look for, and where. */
  record Intent(String draft, ExtendedProperty mark) {}

  /** For how many the mail is. */
  record Filled(int recipients) {}
}
