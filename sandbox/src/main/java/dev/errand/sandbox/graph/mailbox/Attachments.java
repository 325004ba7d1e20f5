package dev.errand.sandbox.graph.mailbox;

import java.util.List;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/** Files, items and links in the messages of one mailbox. */
public final class Attachments {

  private final Store store;
  private final Supplier<StoreSettings> settings;

  Attachments(Store store, Supplier<StoreSettings> settings) {
    this.store = store;
    this.settings = settings;
  }

  /** Those of all messages. */
  public List<Attachment> all() {
    return store.index().all().stream().flatMap(message -> message.attachments().stream()).toList();
  }

  public Attachment require(String messageId, String attachmentId) {
    Message message = store.require(messageId);
    Ids.requireWellFormed(attachmentId);
    return message.attachments().stream()
        .filter(attachment -> attachment.id().equals(attachmentId))
        .findFirst()
        .orElseThrow(MailErrors::itemNotFound);
  }

  /**
   * Adds a small file.
   *
   * @param body read as {@link MailTypes#ATTACHMENT}
   */
  public Attachment add(String messageId, ObjectNode body) {
    Message message = store.require(messageId);
    Attachment attachment = add(message, body);
    changed(message);
    return attachment;
  }

  Attachment add(Message message, ObjectNode body) {
    Attachment attachment = Attachment.from(body, store.ids().attachment(), store.now());
    requireRoom(message, attachment.encodedSize());
    message.attachments().add(attachment);
    show(message);
    return attachment;
  }

  /** Adds a file that came by an upload session, if its message is still there. */
  Attachment keep(Message message, ObjectNode item, Content content) {
    if (message.folder() == null) {
      throw MailErrors.itemNotFound();
    }
    Attachment attachment = Attachment.of(item, content, store.ids().attachment(), store.now());
    message.attachments().add(attachment);
    changed(message);
    return attachment;
  }

  public void remove(String messageId, String attachmentId) {
    Message message = store.require(messageId);
    message.attachments().remove(require(messageId, attachmentId));
    changed(message);
  }

  private void changed(Message message) {
    show(message);
    store.touch(message.document());
    store.changed(message);
  }

  /** Refuses what makes a message larger than the tenant allows. */
  void requireRoom(Message message, long encodedSize) {
    long size =
        message.attachments().stream().mapToLong(Attachment::encodedSize).sum() + encodedSize;
    if (size > settings.get().largestMessage()) {
      throw MailErrors.tooLarge();
    }
  }

  /** Inline files do not count as attachments. */
  static void show(Message message) {
    boolean visible = message.attachments().stream().anyMatch(attachment -> !attachment.inline());
    message.document().put("hasAttachments", visible);
  }
}
