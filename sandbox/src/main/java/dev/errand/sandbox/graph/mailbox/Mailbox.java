package dev.errand.sandbox.graph.mailbox;

import dev.errand.sandbox.graph.odata.Filter;
import dev.errand.sandbox.graph.odata.Order;
import dev.errand.sandbox.graph.odata.Query;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One person's mail. What the provider would refuse is refused with its error. */
public final class Mailbox {

  private final Owner owner;
  private final InstantSource clock;
  private final Ids ids;
  private final Drafting drafting;
  private final Folders folders;
  private final MessageIndex index = new MessageIndex();
  private final Map<String, String> conversations = new HashMap<>();
  private long created;

  Mailbox(Owner owner, InstantSource clock, long seed) {
    this.owner = owner;
    this.clock = clock;
    this.ids = new Ids(seed);
    this.drafting = new Drafting(owner, ids);
    this.folders = new Folders(ids);
  }

  public Owner owner() {
    return owner;
  }

  public Folders folders() {
    return folders;
  }

  /** By either of its ids, with exact case. */
  public Message require(String id) {
    Message message = index.find(id);
    if (message == null) {
      Ids.requireWellFormed(id);
      throw MailErrors.itemNotFound();
    }
    return message;
  }

  /**
   * Makes a draft.
   *
   * @param body read as {@link MailTypes#MESSAGE}
   */
  public Message draft(ObjectNode body, Folder folder) {
    Message message = item(drafting.draft(body, now()));
    for (JsonNode attachment : body.path("attachments")) {
      message.attachments().add(Attachment.from((ObjectNode) attachment, ids.attachment(), now()));
    }
    showAttachments(message);
    place(message, folder);
    return message;
  }

  /**
   * Changes what a client may change.
   *
   * @param change read as {@link MailTypes#MESSAGE}
   */
  public Message update(String id, ObjectNode change) {
    Message message = require(id);
    // A change may be refused in the middle, so it is written to a copy.
    ObjectNode changed = message.document().deepCopy();
    drafting.change(changed, change, now());
    index.remove(message);
    message.document().setAll(changed);
    index.add(message);
    return message;
  }

  /** Once to Deleted Items, from there to where no folder shows it. */
  public void delete(String id) {
    Message message = require(id);
    Folder deleted = folders.deletedItems();
    relocate(message, message.folder() == deleted ? folders.purged() : deleted);
  }

  /** Moves it and gives it a new id; the immutable id stays. */
  public Message move(String id, Folder destination) {
    Message message = require(id);
    relocate(message, destination);
    return message;
  }

  /**
   * Adds a file to a draft.
   *
   * @param body read as {@link MailTypes#ATTACHMENT}
   */
  public Attachment attach(String id, ObjectNode body) {
    Message message = require(id);
    Attachment attachment = Attachment.from(body, ids.attachment(), now());
    message.attachments().add(attachment);
    showAttachments(message);
    drafting.touch(message.document(), now());
    return attachment;
  }

  public Attachment attachment(String messageId, String attachmentId) {
    return require(messageId).attachments().stream()
        .filter(attachment -> attachment.id().equals(attachmentId))
        .findFirst()
        .orElseThrow(MailErrors::itemNotFound);
  }

  public void detach(String messageId, String attachmentId) {
    Message message = require(messageId);
    message.attachments().remove(attachment(messageId, attachmentId));
    showAttachments(message);
    drafting.touch(message.document(), now());
  }

  private static void showAttachments(Message message) {
    boolean visible = message.attachments().stream().anyMatch(attachment -> !attachment.inline());
    message.document().put("hasAttachments", visible);
  }

  /**
   * What a list shows.
   *
   * @param total how many match altogether; only counted when the query asks
   */
  public record Page(List<Message> messages, boolean more, int total) {}

  /** Newest first unless the query says otherwise. */
  public Page find(Query query, @Nullable Folder folder) {
    Collection<Message> source = folder == null ? index.all() : folder.messages();
    Collection<Message> candidates = query.filter().flatMap(index::candidates).orElse(source);
    Folder purged = folders.purged();
    Stream<Message> matching =
        candidates.stream()
            .filter(
                message -> folder == null ? message.folder() != purged : message.folder() == folder)
            .filter(message -> matches(query.filter(), message));
    List<Message> matches = sorted(matching, query.orderBy()).limit(atMost(query)).toList();
    int end = Math.min(matches.size(), query.skip() + query.top());
    List<Message> page = matches.subList(Math.min(query.skip(), end), end);
    return new Page(page, matches.size() > end, matches.size());
  }

  private static long atMost(Query query) {
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

  /**
   * A copy of a message, as it comes in: without the properties that only the sender's store knows.
   */
  void receive(ObjectNode sent, List<Attachment> files) {
    ObjectNode document = sent.deepCopy();
    document.remove(List.of("singleValueExtendedProperties", "multiValueExtendedProperties"));
    document.putArray("bccRecipients");
    document.putArray("categories");
    document.putObject("flag").put("flagStatus", "notFlagged");
    document.put("isDraft", false).put("isRead", false);
    for (String moment :
        List.of("createdDateTime", "lastModifiedDateTime", "receivedDateTime", "sentDateTime")) {
      document.put(moment, now().toString());
    }
    document.put(
        "conversationId",
        conversations.computeIfAbsent(
            document.path("conversationId").asString(), _ -> ids.conversation()));
    Message message = item(document);
    files.forEach(file -> message.attachments().add(file.withId(ids.attachment())));
    place(message, folders.inbox());
  }

  /** The message as a new item with the same properties. */
  Message copyOf(Message message) {
    Message copy = item(message.document().deepCopy());
    copy.attachments().addAll(message.attachments());
    return copy;
  }

  /** Makes it a sent message in Sent Items. */
  void becomeSent(Message message, boolean immutableIdStays) {
    withdraw(message);
    if (!immutableIdStays) {
      message.immutableId(ids.immutableItem());
    }
    String now = now().toString();
    message.document().put("isDraft", false).put("sentDateTime", now).put("receivedDateTime", now);
    relocate(message, folders.sentItems());
  }

  /** Takes it out of its folder and every list. */
  void withdraw(Message message) {
    index.remove(message);
    Folder folder = message.folder();
    if (folder != null) {
      folder.messages().remove(message);
    }
    message.folder(null);
  }

  void relocate(Message message, Folder destination) {
    withdraw(message);
    message.document().put("id", ids.item());
    drafting.touch(message.document(), now());
    place(message, destination);
  }

  private void place(Message message, Folder folder) {
    message.folder(folder);
    message.document().put("parentFolderId", folder.id());
    folder.messages().add(message);
    index.add(message);
  }

  private Message item(ObjectNode document) {
    document.put("id", ids.item());
    document.put("changeKey", ids.changeKey());
    return new Message(created++, document, ids.immutableItem());
  }

  /** Exchange writes an answer to a message that could not be delivered into the sender's Inbox. */
  void receiveNonDelivery(ObjectNode undelivered, String recipient) {
    ObjectNode report = undelivered.deepCopy();
    String subject = undelivered.path("subject").asString("");
    report.put("subject", "Undeliverable: " + subject);
    report.put("internetMessageId", ids.internetMessage(owner.domain()));
    ObjectNode from = Drafting.recipient("Microsoft Outlook", "postmaster@" + owner.domain());
    report.set("from", from);
    report.set("sender", from);
    report.putArray("toRecipients").add(Drafting.recipient(owner.name(), owner.address()));
    report.putArray("ccRecipients");
    ObjectNode body =
        JsonNodeFactory.instance
            .objectNode()
            .put("contentType", "text")
            .put(
                "content",
                "Your message to "
                    + recipient
                    + " couldn't be delivered.\r\n"
                    + "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found");
    report.set("body", body);
    report.put("bodyPreview", Bodies.preview(body));
    report.put("hasAttachments", false);
    receive(report, List.of());
  }

  /** Exchange shows whole seconds. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }
}
