package dev.errand.sandbox.graph.mailbox;

import dev.errand.sandbox.graph.odata.Query;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One person's mail. What the provider would refuse is refused with its error. */
public final class Mailbox {

  private final Owner owner;
  private final Store store;
  private final Drafting drafting;
  private final Incoming incoming;
  private final Supplier<StoreSettings> settings;
  private int generation;
  private Habits habits = Habits.USUAL;

  Mailbox(Owner owner, InstantSource clock, long seed, Supplier<StoreSettings> settings) {
    this.owner = owner;
    this.settings = settings;
    this.store = new Store(clock, new Ids(seed));
    this.drafting = new Drafting(owner, store.ids());
    this.incoming = new Incoming(owner, store);
  }

  public Owner owner() {
    return owner;
  }

  public Folders folders() {
    return store.folders();
  }

  public Language language() {
    return store.folders().language();
  }

  public Habits habits() {
    return habits;
  }

  /** What the owner sets in Outlook. */
  public void adopt(Habits other) {
    habits = other;
  }

  Incoming incoming() {
    return incoming;
  }

  /** By either of its ids, with exact case. */
  public Message require(String id) {
    Message message = store.index().find(id);
    if (message == null) {
      Ids.requireWellFormed(id);
      throw MailErrors.itemNotFound();
    }
    return message;
  }

  /**
   * What a list shows.
   *
   * @param total how many match altogether; only counted when the query asks
   */
  public record Page(List<Message> messages, boolean more, int total) {}

  /**
   * A page of messages.
   *
   * @param folder null: all folders
   */
  public Page find(Query query, @Nullable Folder folder) {
    return new MessageSearch(store, settings.get().searchLag()).find(query, folder);
  }

  /**
   * Makes a draft.
   *
   * @param body read as {@link MailTypes#MESSAGE}
   */
  public Message draft(ObjectNode body, Folder folder) {
    return placed(store.item(drafting.draft(body, store.now())), body, folder);
  }

  /**
   * Makes a draft that answers or passes on a message.
   *
   * @param changes read as {@link MailTypes#MESSAGE}
   * @param comment above the quoted message
   */
  public Message respond(String id, Response response, ObjectNode changes, String comment) {
    Message original = require(id);
    if (original.isDraft()) {
      throw MailErrors.draftCannotBeAnswered();
    }
    Message draft =
        store.item(
            drafting.response(
                original.document(), response, changes, comment, language(), store.now()));
    Responses.files(original, response)
        .forEach(file -> draft.attachments().add(file.withId(store.ids().attachment())));
    showAttachments(draft);
    return placed(draft, changes, folders().drafts());
  }

  private Message placed(Message message, ObjectNode body, Folder folder) {
    for (JsonNode attachment : body.path("attachments")) {
      add(message, (ObjectNode) attachment);
    }
    store.place(message, folder);
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
    drafting.change(changed, change);
    store.touch(changed);
    store.index().remove(message);
    message.document().setAll(changed);
    store.index().add(message);
    store.changed(message);
    return message;
  }

  /** Once to Deleted Items, from there to where no folder shows it. */
  public void delete(String id) {
    Message message = require(id);
    Folder deleted = folders().deletedItems();
    Folder now = message.folder();
    boolean again = now != null && now.isWithin(deleted);
    store.relocate(message, again ? folders().purged() : deleted);
  }

  /** Moves it and gives it a new id; the immutable id stays. */
  public Message move(String id, Folder destination) {
    Message message = require(id);
    store.relocate(message, destination);
    return message;
  }

  /** Another message with the same content, and no id in common. */
  public Message copy(String id, Folder destination) {
    Message copy = copyOf(require(id));
    store.touch(copy.document());
    store.place(copy, destination);
    return copy;
  }

  /** To where no folder shows it. */
  public void deleteForGood(String id) {
    store.relocate(require(id), folders().purged());
  }

  /**
   * Adds a file.
   *
   * @param body read as {@link MailTypes#ATTACHMENT}
   */
  public Attachment attach(String id, ObjectNode body) {
    Message message = require(id);
    Attachment attachment = add(message, body);
    touched(message);
    return attachment;
  }

  private Attachment add(Message message, ObjectNode body) {
    Attachment attachment = Attachment.from(body, store.ids().attachment(), store.now());
    requireRoom(message, attachment.encodedSize());
    message.attachments().add(attachment);
    showAttachments(message);
    return attachment;
  }

  /** Refuses what makes a message larger than the tenant allows. */
  void requireRoom(Message message, long encodedSize) {
    long size =
        message.attachments().stream().mapToLong(Attachment::encodedSize).sum() + encodedSize;
    if (size > settings.get().largestMessage()) {
      throw MailErrors.tooLarge();
    }
  }

  /** Adds a file that came by an upload session, if its message is still there. */
  Attachment keep(Message message, ObjectNode item, Content content) {
    if (message.folder() == null) {
      throw MailErrors.itemNotFound();
    }
    Attachment attachment = Attachment.of(item, content, store.ids().attachment(), store.now());
    message.attachments().add(attachment);
    showAttachments(message);
    touched(message);
    return attachment;
  }

  /** All files and links in all messages. */
  public List<Attachment> attachments() {
    return store.index().all().stream().flatMap(message -> message.attachments().stream()).toList();
  }

  private void touched(Message message) {
    store.touch(message.document());
    store.changed(message);
  }

  /** What has changed in a folder. */
  public Following following(Folder folder) {
    return new Following(store, folder, generation, settings.get().deltaReplays());
  }

  /** Forgets how far any follower is: each must begin anew. */
  public void expireDelta() {
    generation++;
  }

  Ids ids() {
    return store.ids();
  }

  /** A mail from outside, with whatever it has; read and moved like any other. */
  public Message receive(ObjectNode mail) {
    return incoming.fromOutside(mail);
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
    touched(message);
  }

  /** Inline files do not count as attachments. */
  static void showAttachments(Message message) {
    boolean visible = message.attachments().stream().anyMatch(attachment -> !attachment.inline());
    message.document().put("hasAttachments", visible);
  }

  /** The message as a new item with the same properties. */
  Message copyOf(Message message) {
    Message copy = store.item(message.document().deepCopy());
    message
        .attachments()
        .forEach(file -> copy.attachments().add(file.withId(store.ids().attachment())));
    return copy;
  }

  /** Makes it a sent message in Sent Items. */
  void becomeSent(Message message, boolean immutableIdStays, Instant at) {
    store.withdraw(message);
    if (!immutableIdStays) {
      message.immutableId(store.ids().immutableItem());
    }
    String now = Store.seconds(at).toString();
    message.document().put("isDraft", false).put("sentDateTime", now).put("receivedDateTime", now);
    store.relocate(message, folders().sentItems());
  }

  void relocate(Message message, Folder folder) {
    store.relocate(message, folder);
  }

  /** Takes it out of every list. */
  void withdraw(Message message) {
    store.withdraw(message);
  }
}
