package dev.errand.sandbox.graph.mailbox;

import dev.errand.sandbox.graph.odata.Filter;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All messages of a mailbox, found by either id, by an extended property and by internet message id
 * without looking at the others: a mailbox may hold ten thousand, and a probe asks often.
 */
final class MessageIndex {

  private record Key(String property, String value) {}

  private final NavigableSet<Message> all = new TreeSet<>(Folder.NEWEST_FIRST);
  private final Map<String, Message> byId = new HashMap<>();
  private final Map<Key, NavigableSet<Message>> byValue = new HashMap<>();

  void add(Message message) {
    all.add(message);
    byId.put(message.id(), message);
    byId.put(message.immutableId(), message);
    forEachKey(
        message,
        key -> byValue.computeIfAbsent(key, _ -> new TreeSet<>(Folder.NEWEST_FIRST)).add(message));
  }

  void remove(Message message) {
    all.remove(message);
    byId.remove(message.id());
    byId.remove(message.immutableId());
    forEachKey(
        message,
        key ->
            byValue.computeIfPresent(
                key,
                (_, messages) -> {
                  messages.remove(message);
                  return messages.isEmpty() ? null : messages;
                }));
  }

  private static void forEachKey(Message message, Consumer<Key> action) {
    action.accept(key("internetMessageId", message.text("internetMessageId")));
    message.extendedProperties().forEach((id, value) -> action.accept(key(id, value)));
  }

  private static Key key(String property, String value) {
    return new Key(property, value.toLowerCase(Locale.ROOT));
  }

  @Nullable Message find(String id) {
    return byId.get(id);
  }

  /** Messages with this internet message id, which need not be one. */
  Collection<Message> withInternetId(String id) {
    return byValue.getOrDefault(key("internetMessageId", id), new TreeSet<>(Folder.NEWEST_FIRST));
  }

  NavigableSet<Message> all() {
    return all;
  }

  /**
   * A set that holds every message the filter can match, if an index knows a smaller one than all.
   */
  Optional<Collection<Message>> candidates(Filter filter) {
    return extendedKey(filter)
        .or(
            () ->
                equalTo(filter, "internetMessageId")
                    .map(value -> new Key("internetMessageId", value)))
        .map(key -> byValue.getOrDefault(key, new TreeSet<>(Folder.NEWEST_FIRST)));
  }

  private static Optional<Key> extendedKey(Filter filter) {
    return filter
        .requiredAny("singleValueExtendedProperties")
        .map(Filter.Any::element)
        .flatMap(
            element ->
                equalTo(element, "id")
                    .flatMap(id -> equalTo(element, "value").map(value -> new Key(id, value))));
  }

  private static Optional<String> equalTo(Filter filter, String property) {
    return filter
        .required()
        .filter(match -> match.path().toString().equals(property) && match.literal() != null)
        .map(Filter.Match::literal)
        .findFirst();
  }
}
