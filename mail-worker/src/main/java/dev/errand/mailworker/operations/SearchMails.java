package dev.errand.mailworker.operations;

import dev.errand.mailworker.graph.GraphSearch;
import dev.errand.mailworker.graph.Message;
import dev.errand.mailworker.graph.Page;
import dev.errand.mailworker.graph.Recipient;
import dev.errand.mailworker.letter.ItemId;
import dev.errand.pipeline.Operation;
import dev.errand.pipeline.OperationContext;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.mail.MailOperations;
import dev.errand.schemas.mail.MailSearch;
import dev.errand.schemas.mail.Mails;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * {@code mail.search}: mails with certain words in them, newest first, a page at a time. Outlook's
 * index decides about the words. Its {@code from:} finds names and parts of addresses, too, and its
 * times are days: so the sender, the times and the files are looked at again here.
 */
public final class SearchMails implements Operation {

  private final GraphSearch graph;

  public SearchMails(GraphSearch graph) {
    this.graph = graph;
  }

  @Override
  public OperationName name() {
    return MailOperations.MAIL_SEARCH;
  }

  @Override
  public Object perform(OperationContext context) {
    MailSearch asked = context.input(MailSearch.class);
    ItemId.require(asked.folder());
    String kql = Kql.of(asked);
    int limit = PageSize.of(asked.limit());
    BoundCursor cursors =
        BoundCursor.to(context, kql, asked.folder(), asked.since(), asked.before(), limit);
    String place = asked.cursor() == null ? null : cursors.place(asked.cursor());
    return context.call(
        "graph.message.search",
        token ->
            mails(
                place == null
                    ? graph.find(token, asked.folder(), kql, limit)
                    : graph.more(token, asked.folder(), kql, limit, place),
                asked,
                cursors));
  }

  private Mails mails(Page<Message> page, MailSearch asked, BoundCursor cursors) {
    return new Mails(
        page.items().stream()
            .filter(message -> isMeant(message, asked))
            .limit(PageSize.LARGEST)
            .map(Told::summary)
            .toList(),
        graph.next(page).map(cursors::of).orElse(null));
  }

  private static boolean isMeant(Message message, MailSearch asked) {
    Instant received = message.receivedDateTime();
    return (asked.since() == null || (received != null && !received.isBefore(asked.since())))
        && (asked.before() == null || (received != null && received.isBefore(asked.before())))
        && (asked.from() == null || isFrom(asked.from(), message.from()))
        && (asked.hasAttachment() == null || asked.hasAttachment() == message.hasFiles());
  }

  private static boolean isFrom(String address, @Nullable Recipient sender) {
    return sender != null
        && sender.emailAddress() != null
        && address.equalsIgnoreCase(sender.emailAddress().address());
  }
}
