package dev.errand.sandbox.graph.mailbox;

import dev.errand.sandbox.graph.odata.Filter;
import dev.errand.sandbox.graph.odata.Order;
import dev.errand.sandbox.graph.odata.Query;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the messages that a query asks for; newest first unless it says otherwise. */
record MessageSearch(Store store, Duration searchLag) {

  /** More than this no search finds. */
  private static final int MOST_FOUND = 250;

  /**
   * One page.
   *
   * @param folder null: all but what was deleted for good
   */
  Mailbox.Page find(Query query, @Nullable Folder folder) {
    Collection<Message> all = folder == null ? store.index().all() : folder.messages();
    Collection<Message> candidates = query.filter().flatMap(store.index()::candidates).orElse(all);
    Folder purged = store.folders().purged();
    Stream<Message> matching =
        candidates.stream()
            .filter(
                message -> folder == null ? !isWithin(message, purged) : message.folder() == folder)
            .filter(message -> matches(query.filter(), message))
            .filter(searched(query));
    List<Message> matches = sorted(matching, query.orderBy()).limit(atMost(query)).toList();
    int end = Math.min(matches.size(), query.skip() + query.top());
    List<Message> page = matches.subList(Math.min(query.skip(), end), end);
    return new Mailbox.Page(page, matches.size() > end, matches.size());
  }

  private static boolean isWithin(Message message, Folder folder) {
    Folder in = message.folder();
    return in != null && in.isWithin(folder);
  }

  /** The search asks an index, which knows nothing of what changed just now. */
  private Predicate<Message> searched(Query query) {
    if (query.search().isEmpty()) {
      return _ -> true;
    }
    Predicate<Message> meaning = Kql.parse(query.search().get());
    String indexed = store.now().minus(searchLag).toString();
    return message ->
        message.text("lastModifiedDateTime").compareTo(indexed) <= 0 && meaning.test(message);
  }

  private static long atMost(Query query) {
    if (query.search().isPresent()) {
      return MOST_FOUND;
    }
    return query.count() ? Long.MAX_VALUE : (long) query.skip() + query.top() + 1;
  }

  private static boolean matches(Optional<Filter> filter, Message message) {
    return filter.isEmpty() || filter.get().test(message.document());
  }

  private static Stream<Message> sorted(Stream<Message> messages, List<Order> orderBy) {
    return orderBy.stream()
        .map(Order::comparator)
        .reduce(Comparator::thenComparing)
        .map(order -> messages.sorted(Comparator.comparing(Message::document, order)))
        .orElse(messages);
  }
}
