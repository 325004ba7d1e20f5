package dev.errand.sandbox.graph.mailbox;

import java.util.Comparator;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A folder and what is directly in it, newest first. */
public final class Folder {

  static final Comparator<Message> NEWEST_FIRST =
      Comparator.comparing(Message::receivedDateTime).thenComparingLong(Message::number).reversed();

  private String id;
  private String displayName;
  private @Nullable Folder parent;
  private final boolean hidden;
  private final Changes changes = new Changes();
  private final NavigableSet<Message> messages = new TreeSet<>(NEWEST_FIRST);

  Folder(String id, String displayName, @Nullable Folder parent, boolean hidden) {
    this.id = id;
    this.displayName = displayName;
    this.parent = parent;
    this.hidden = hidden;
  }

  public String id() {
    return id;
  }

  public String displayName() {
    return displayName;
  }

  void rename(String other) {
    displayName = other;
  }

  /** Puts it somewhere else, where it has another id; everything in it tells that id. */
  void move(String otherId, Folder otherParent) {
    id = otherId;
    parent = otherParent;
    messages.forEach(message -> message.document().put("parentFolderId", otherId));
  }

  /** Whether it is the other one or somewhere in it. */
  boolean isWithin(Folder other) {
    return this == other || (parent != null && parent.isWithin(other));
  }

  @Nullable Folder parent() {
    return parent;
  }

  boolean hidden() {
    return hidden;
  }

  Changes changes() {
    return changes;
  }

  NavigableSet<Message> messages() {
    return messages;
  }

  ObjectNode document(int children) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("id", id);
    document.put("displayName", displayName);
    document.put("parentFolderId", parent == null ? id : parent.id());
    document.put("childFolderCount", children);
    document.put(
        "unreadItemCount", (int) messages.stream().filter(message -> !message.isRead()).count());
    document.put("totalItemCount", messages.size());
    document.put("isHidden", hidden);
    return document;
  }
}
