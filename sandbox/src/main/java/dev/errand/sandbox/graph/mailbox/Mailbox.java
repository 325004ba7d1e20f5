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
  private final Attachments attachments;
  private final Supplier<StoreSettings> settings;
  private int generation;
  private Habits habits = Habits.USUAL;

  Mailbox(Owner owner, InstantSource clock, long seed, Supplier<StoreSettings> settings) {
    this.owner = owner;
    this.settings = settings;
    this.store = new Store(clock, new Ids(seed));
    this.drafting = new Drafting(owner, store.ids());
    this.incoming = new Incoming(owner, store);
    this.attachments = new Attachments(store, settings);
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
    return store.require(id);
  }

  /** What lies in a folder itself. */
  public List<Message> in(Folder folder) {
    return List.copyOf(folder.messages());
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
                original.document(), response, taken(changes), comment, language(), store.now()));
    Responses.files(original, response)
        .forEach(file -> draft.attachments().add(file.withId(store.ids().attachment())));
    Attachments.show(draft);
    return placed(draft, changes, folders().drafts());
  }

  private ObjectNode taken(ObjectNode changes) {
    return settings.get().replyProperties()
        ? changes
        : changes.deepCopy().without("singleValueExtendedProperties");
  }

  private Message placed(Message message, ObjectNode body, Folder folder) {
    for (JsonNode attachment : body.path("attachments")) {
      attachments.add(message, (ObjectNode) attachment);
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

  /** What has changed in a folder. */
  public Following following(Folder folder) {
    StoreSettings now = settings.get();
    return new Following(store, folder, generation, now.deltaReplays(), now.deltaSince());
  }

  /** Forgets how far any follower is: each must begin anew. */
  public void expireDelta() {
    generation++;
  }

  /** What is attached to messages. */
  public Attachments attachments() {
    return attachments;
  }

  Ids ids() {
    return store.ids();
  }

  /** A mail from outside, with whatever it has; read and moved like any other. */
  public Message receive(ObjectNode mail) {
    return incoming.fromOutside(mail);
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
