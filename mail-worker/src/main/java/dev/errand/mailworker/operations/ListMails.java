package dev.errand.mailworker.operations;

import dev.errand.mailworker.graph.GraphMail;
import dev.errand.mailworker.graph.Message;
import dev.errand.mailworker.graph.NextLinks;
import dev.errand.mailworker.graph.Page;
import dev.errand.mailworker.letter.Invalid;
import dev.errand.mailworker.letter.ItemId;
import dev.errand.pipeline.Operation;
import dev.errand.pipeline.OperationContext;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.mail.MailList;
import dev.errand.schemas.mail.MailOperations;
import dev.errand.schemas.mail.Mails;
import java.util.Objects;

/** {@code mail.list}: mails of one folder, newest first, a page at a time. */
public final class ListMails implements Operation {

  private final GraphMail graph;

  public ListMails(GraphMail graph) {
    this.graph = graph;
  }

  @Override
  public OperationName name() {
    return MailOperations.MAIL_LIST;
  }

  @Override
  public Object perform(OperationContext context) {
    MailList asked = context.input(MailList.class);
    String folder = Objects.requireNonNullElse(asked.folder(), "inbox");
    ItemId.require(folder);
    String cursor = asked.cursor();
    return cursor == null ? first(context, asked, folder) : next(context, folder, cursor);
  }

  private Mails first(OperationContext context, MailList asked, String folder) {
    int limit = PageSize.of(asked.limit());
    String filter = MailFilter.of(asked);
    return context.call(
        "graph.message.list", token -> mails(graph.messagesIn(token, folder, filter, limit)));
  }

  private Mails next(OperationContext context, String folder, String cursor) {
    String query =
        NextLinks.ofCursor(cursor)
            .orElseThrow(
                () ->
                    Invalid.because(
                        "That is no cursor of a list of mails.", "List without a cursor."));
    return context.call(
        "graph.message.list", token -> mails(graph.moreMessagesIn(token, folder, query)));
  }

  private Mails mails(Page<Message> page) {
    return new Mails(
        page.items().stream().limit(PageSize.LARGEST).map(Told::summary).toList(),
        graph.next(page, "messages").map(NextLinks::cursor).orElse(null));
  }
}
