package dev.errand.sandbox.graph.mailbox;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Who gets an answer, what it is called, and where it belongs: <a
 * href="https://learn.microsoft.com/graph/api/message-createreplyall">message-createreplyall</a>.
 *
 * <p>Known: {@code replyTo} goes before {@code from}, the conversation is kept, a forward brings
 * the files along. Assumed: a reply keeps inline files only, and who answers all does not write to
 * himself.
 */
final class Responses {

  private final Owner owner;
  private final Ids ids;

  Responses(Owner owner, Ids ids) {
    this.owner = owner;
    this.ids = ids;
  }

  /** Writes into an empty draft what follows from the message before. */
  void write(ObjectNode draft, ObjectNode original, Response response, Language language) {
    draft.put("subject", Subjects.of(response, original.path("subject").asString(""), language));
    draft.set("conversationId", original.path("conversationId"));
    draft.put(
        "conversationIndex", ids.nextInConversation(original.path("conversationIndex").asString()));
    Threads.follow(draft, original);
    switch (response) {
      case REPLY -> draft.set("toRecipients", authors(original));
      case REPLY_ALL -> {
        draft.set("toRecipients", others(authors(original), original.path("toRecipients")));
        draft.set("ccRecipients", others(original.path("ccRecipients")));
      }
      case FORWARD -> {}
    }
  }

  /** The files that go with it. */
  static List<Attachment> files(Message original, Response response) {
    return original.attachments().stream()
        .filter(file -> response == Response.FORWARD || file.inline())
        .toList();
  }

  private static ArrayNode authors(ObjectNode original) {
    ArrayNode authors = JsonNodeFactory.instance.arrayNode();
    if (original.path("replyTo").isEmpty()) {
      authors.add(original.path("from").deepCopy());
    } else {
      original.path("replyTo").forEach(one -> authors.add(one.deepCopy()));
    }
    return authors;
  }

  /** All of these once, except the owner. */
  private ArrayNode others(JsonNode... lists) {
    Set<String> seen = new HashSet<>();
    List<JsonNode> kept = new ArrayList<>();
    Stream.of(lists)
        .flatMap(list -> StreamSupport.stream(list.spliterator(), false))
        .forEach(
            recipient -> {
              String address = recipient.path("emailAddress").path("address").asString("");
              if (!owner.has(address) && seen.add(address.toLowerCase(Locale.ROOT))) {
                kept.add(recipient.deepCopy());
              }
            });
    return JsonNodeFactory.instance.arrayNode().addAll(kept);
  }
}
