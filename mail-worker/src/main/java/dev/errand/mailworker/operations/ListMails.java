package dev.errand.mailworker.operations;

import dev.errand.mailworker.graph.GraphMail;
import dev.errand.mailworker.graph.Message;
import dev.errand.mailworker.graph.Page;
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
    String filter = MailFilter.of(asked);
    int limit = PageSize.of(asked.limit());
    BoundCursor cursors = BoundCursor.to(context, folder, filter, limit);
    String place = asked.cursor() == null ? null : cursors.place(asked.cursor());
    return context.call(
        "graph.message.list",
        token ->
            mails(
                place == null
                    ? graph.messagesIn(token, folder, filter, limit)
                    : graph.moreMessagesIn(token, folder, filter, limit, place),
                cursors));
  }

  private Mails mails(Page<Message> page, BoundCursor cursors) {
    return new Mails(
        page.items().stream().limit(PageSize.LARGEST).map(Told::summary).toList(),
        graph.next(page, "messages").map(cursors::of).orElse(null));
  }
}
