package dev.errand.sandbox.graph.mailbox;

import dev.errand.sandbox.http.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** What comes into one mailbox from outside. */
final class Incoming {

  private final Owner owner;
  private final Store store;

  /** A conversation has another id in each mailbox: the sender's to ours. */
  private final Map<String, String> conversations = new HashMap<>();

  Incoming(Owner owner, Store store) {
    this.owner = owner;
    this.store = store;
  }

  /** A copy of what was sent, without what only the sender's store knows, as of when it came. */
  void receive(ObjectNode sent, List<Attachment> files, Instant at) {
    ObjectNode document = sent.deepCopy();
    document.remove(List.of("singleValueExtendedProperties", "multiValueExtendedProperties"));
    document.putArray("bccRecipients");
    document.putArray("categories");
    document.putObject("flag").put("flagStatus", "notFlagged");
    document.put("isDraft", false).put("isRead", false);
    for (String moment :
        List.of("createdDateTime", "lastModifiedDateTime", "receivedDateTime", "sentDateTime")) {
      document.put(moment, Store.seconds(at).toString());
    }
    document.put("conversationId", conversation(document));
    InternetHeaders.addTransport(document);
    place(document, files);
  }

  private Message place(ObjectNode document, List<Attachment> files) {
    ReportClass.give(document, files);
    Message message = store.item(document);
    files.forEach(file -> message.attachments().add(file.withId(store.ids().attachment())));
    Attachments.show(message);
    store.place(message, store.folders().inbox());
    return message;
  }

  /**
   * A mail as the world outside wrote it: nothing of it is checked but its types.
   *
   * @param mail names of {@link MailTypes#MESSAGE}, and {@code inReplyTo} for the internet message
   *     id of what it answers; items and links may be attached to it, too
   */
  Message fromOutside(ObjectNode mail) {
    ObjectNode document = new Drafting(owner, store.ids()).draft(Json.object(), store.now());
    document.put("isDraft", false).put("isRead", false);
    document.set(
        "toRecipients", Json.array().add(Drafting.recipient(owner.name(), owner.address())));
    List<Attachment> files = new ArrayList<>();
    mail.forEachEntry(
        (name, value) -> {
          switch (name) {
            case "attachments" ->
                value.forEach(
                    one -> files.add(Attachment.received((ObjectNode) one, "", store.now())));
            case "body" -> {
              document.set("body", Bodies.stored(value));
              document.put("bodyPreview", Bodies.preview(document.path("body")));
            }
            case "inReplyTo" -> Threads.answer(document, value.asString(""));
            default -> document.set(name, value);
          }
        });
    if (!mail.has("conversationId")) {
      document.put("conversationId", conversation(document));
    }
    if (!mail.has("internetMessageHeaders")) {
      InternetHeaders.addTransport(document);
    }
    return place(document, files);
  }

  /** That of a message it answers, if we have one. */
  private String conversation(ObjectNode document) {
    return Threads.references(document).reversed().stream()
        .flatMap(reference -> store.index().withInternetId(reference).stream())
        .map(known -> known.text("conversationId"))
        .findFirst()
        .orElseGet(
            () ->
                conversations.computeIfAbsent(
                    document.path("conversationId").asString(), _ -> store.ids().conversation()));
  }

  /** A report that something of ours was not delivered, in our language. */
  void receiveNonDelivery(ObjectNode undelivered, String recipient, NonDelivery why, Instant at) {
    ObjectNode report = new Drafting(owner, store.ids()).draft(Json.object(), store.now());
    why.write(report, undelivered, recipient, owner, store.folders().language());
    List<Attachment> files = new ArrayList<>();
    for (ObjectNode part : why.parts(undelivered, recipient)) {
      files.add(Attachment.received(part, "", store.now()));
    }
    receive(report, files, at);
  }
}
