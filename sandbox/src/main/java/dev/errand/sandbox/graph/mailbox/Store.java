package dev.errand.sandbox.graph.mailbox;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import tools.jackson.databind.node.ObjectNode;

/** Where the items of one mailbox are, and the ids they get on the way. */
final class Store {

  private final InstantSource clock;
  private final Ids ids;
  private final Folders folders;
  private final MessageIndex index = new MessageIndex();
  private long created;
  private long version;

  Store(InstantSource clock, Ids ids) {
    this.clock = clock;
    this.ids = ids;
    this.folders = new Folders(ids);
  }

  Ids ids() {
    return ids;
  }

  Folders folders() {
    return folders;
  }

  MessageIndex index() {
    return index;
  }

  /** By either of its ids, with exact case. */
  Message require(String id) {
    Message message = index.find(id);
    if (message == null) {
      Ids.requireWellFormed(id);
      throw MailErrors.itemNotFound();
    }
    return message;
  }

  /** A new item in no folder yet. */
  Message item(ObjectNode document) {
    document.put("id", ids.item());
    document.put("changeKey", ids.changeKey());
    return new Message(created++, document, ids.immutableItem());
  }

  void place(Message message, Folder folder) {
    message.folder(folder);
    message.document().put("parentFolderId", folder.id());
    folder.messages().add(message);
    folder.changes().came(message, ++version);
    index.add(message);
  }

  /** Something in it is another than before. */
  void changed(Message message) {
    Folder folder = message.folder();
    if (folder != null) {
      folder.changes().changed(message, ++version);
    }
  }

  /** Counts every change in this mailbox. */
  long version() {
    return version;
  }

  /** Takes it out of its folder and every list. */
  void withdraw(Message message) {
    index.remove(message);
    Folder folder = message.folder();
    if (folder != null) {
      folder.messages().remove(message);
      folder.changes().went(message, ++version);
    }
    message.folder(null);
  }

  /** Gives it a new id in another folder. */
  void relocate(Message message, Folder destination) {
    withdraw(message);
    message.document().put("id", ids.item());
    touch(message.document());
    place(message, destination);
  }

  /** Every change gives a new change key. */
  void touch(ObjectNode document) {
    document.put("changeKey", ids.changeKey());
    document.put("lastModifiedDateTime", now().toString());
  }

  /** Exchange shows whole seconds. */
  Instant now() {
    return seconds(clock.instant());
  }

  static Instant seconds(Instant moment) {
    return moment.truncatedTo(ChronoUnit.SECONDS);
  }
}
