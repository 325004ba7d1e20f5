package dev.errand.mailworker.operations;

import dev.errand.mailworker.graph.FollowUp;
import dev.errand.mailworker.graph.GraphMail;
import dev.errand.mailworker.graph.MessageChange;
import dev.errand.mailworker.letter.Invalid;
import dev.errand.mailworker.letter.ShownName;
import dev.errand.pipeline.Attempted;
import dev.errand.pipeline.Finding;
import dev.errand.pipeline.Operation;
import dev.errand.pipeline.OperationContext;
import dev.errand.pipeline.Step;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.mail.Flag;
import dev.errand.schemas.mail.MailMark;
import dev.errand.schemas.mail.MailMarked;
import dev.errand.schemas.mail.MailOperations;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code mail.mark}: read or unread, flagged or not, categories.
 *
 * <p>It could be said again without harm, but not carried out late: a request that Graph still has
 * in hand must not undo the next command's. So it is an effect, and after doubt the mail itself
 * tells.
 */
public final class MarkMail implements Operation {

  private final GraphMail graph;

  public MarkMail(GraphMail graph) {
    this.graph = graph;
  }

  @Override
  public OperationName name() {
    return MailOperations.MAIL_MARK;
  }

  @Override
  public Object perform(OperationContext context) {
    MailMark asked = context.input(MailMark.class);
    if (asked.read() == null && asked.flag() == null && asked.categories() == null) {
      throw Invalid.because("Nothing is to be marked.", "Say read, flag or categories.");
    }
    if (asked.categories() != null) {
      asked.categories().forEach(ShownName::of);
    }
    return new StaleIds(graph, context)
        .with(asked.message(), asked.internetMessageId(), message -> mark(context, message, asked));
  }

  private MailMarked mark(OperationContext context, String message, MailMark asked) {
    Step<Intent, MailMarked> step =
        Step.of(
            "mark",
            MailMarked.class,
            new Intent(message, asked.read(), asked.flag(), asked.categories()),
            CreateDraft.STORES_LATE);
    return context
        .effects()
        .once(
            step,
            token -> Told.marked(graph.change(token, message, change(asked))),
            attempted -> look(context, attempted, message));
  }

  private Finding<MailMarked> look(
      OperationContext context, Attempted<Intent> attempted, String found) {
    Intent intent = attempted.intent();
    MailMarked now =
        StaleIds.either(
            intent.message(),
            found,
            id -> context.call("graph.message.get", token -> Told.marked(graph.state(token, id))));
    return intent.isOf(now) ? new Finding.Happened<>(now) : new Finding.Absent<>();
  }

  private static MessageChange change(MailMark asked) {
    Flag flag = asked.flag();
    return new MessageChange(
        asked.read(), flag == null ? null : new FollowUp(inGraph(flag)), asked.categories(), null);
  }

  private static String inGraph(Flag flag) {
    return switch (flag) {
      case FLAGGED -> "flagged";
      case COMPLETE -> "complete";
      case NOT_FLAGGED -> "notFlagged";
    };
  }

  /** What to look for, and where. */
  record Intent(
      String message,
      @Nullable Boolean read,
      @Nullable Flag flag,
      @Nullable List<String> categories) {

    /** Exchange decides about the order of categories. */
    boolean isOf(MailMarked now) {
      return (read == null || read == now.read())
          && (flag == null || flag == now.flag())
          && (categories == null || Set.copyOf(categories).equals(Set.copyOf(now.categories())));
    }
  }
}
