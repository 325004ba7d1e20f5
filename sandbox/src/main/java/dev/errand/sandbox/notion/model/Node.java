package dev.errand.sandbox.notion.model;

import dev.errand.sandbox.http.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** A block, a page or a database. Guarded by its workspace. */
public final class Node {

  /** The block type of a page. */
  public static final String PAGE = "child_page";

  /** The block type of a database. */
  public static final String DATABASE = "child_database";

  private final String id;
  private final String type;
  private final String createdBy;
  private final Instant createdAt;
  private @Nullable Node parent;
  private final List<Node> children = new ArrayList<>(0);
  private final Indexed indexed = new Indexed();
  private final @Nullable Row row;

  private ObjectNode content;
  private JsonNode icon = NullNode.instance;
  private JsonNode cover = NullNode.instance;
  private String editedBy;
  private Instant editedAt;
  private boolean trashed;

  /**
   * A new node, not yet among its parent's children.
   *
   * @param parent null for a page at the root of the workspace
   * @param content for a page or database {@code {"title":[rich text]}}, else the block's own
   *     object, both as they are answered
   */
  public Node(
      String type, @Nullable Node parent, ObjectNode content, String createdBy, Instant now) {
    this(type, parent, null, content, createdBy, now);
  }

  /** A new page that is a row. */
  public Node(Row row, ObjectNode content, String createdBy, Instant now) {
    this(PAGE, row.source().database(), row, content, createdBy, now);
  }

  private Node(
      String type,
      @Nullable Node parent,
      @Nullable Row row,
      ObjectNode content,
      String createdBy,
      Instant now) {
    this.id = type.equals(DATABASE) ? Ids.freshDatabase() : Ids.fresh();
    this.type = type;
    this.parent = parent;
    this.row = row;
    this.content = content;
    this.createdBy = createdBy;
    this.createdAt = now;
    this.editedBy = createdBy;
    this.editedAt = now;
  }

  public String id() {
    return id;
  }

  public String type() {
    return type;
  }

  public boolean isPage() {
    return type.equals(PAGE);
  }

  public boolean isDatabase() {
    return type.equals(DATABASE);
  }

  /** What it has because it is a row. */
  public @Nullable Row row() {
    return row;
  }

  public @Nullable Node parent() {
    return parent;
  }

  public String createdBy() {
    return createdBy;
  }

  public Instant createdAt() {
    return createdAt;
  }

  public String editedBy() {
    return editedBy;
  }

  public Instant editedAt() {
    return editedAt;
  }

  public ObjectNode content() {
    return content;
  }

  public JsonNode icon() {
    return icon;
  }

  public JsonNode cover() {
    return cover;
  }

  Indexed indexed() {
    return indexed;
  }

  /** Itself in the trash, not merely inside something that is. */
  public boolean trashed() {
    return trashed;
  }

  /** In the trash, by itself or by what it is in. */
  public boolean inTrash() {
    for (Node node = this; node != null; node = node.parent) {
      if (node.trashed) {
        return true;
      }
    }
    return false;
  }

  /** Children that are not in the trash, in order. */
  public List<Node> children() {
    return children.stream().filter(child -> !child.trashed).toList();
  }

  public boolean hasChildren() {
    return children.stream().anyMatch(child -> !child.trashed);
  }

  /** Inserts after a child, or first if there is none to be after. */
  public void insertAfter(@Nullable Node anchor, List<Node> added) {
    children.addAll(anchor == null ? 0 : children.indexOf(anchor) + 1, added);
  }

  public void append(Node child) {
    children.add(child);
  }

  /** Goes to another place, last in it. */
  public void moveTo(Node to, String by, Instant now) {
    if (parent != null) {
      parent.children.remove(this);
    }
    parent = to;
    to.append(this);
    touch(by, now);
  }

  /** Whether it is that node, or lies in it. */
  public boolean isWithin(Node other) {
    for (Node node = this; node != null; node = node.parent) {
      if (node == other) {
        return true;
      }
    }
    return false;
  }

  /** The title in plain text; of a page or database. */
  public String title() {
    return plain(content.path("title"));
  }

  /** The text of rich text. */
  public static String plain(JsonNode parts) {
    StringBuilder text = new StringBuilder();
    for (JsonNode part : parts) {
      text.append(part.path("plain_text").asString(""));
    }
    return text.toString();
  }

  public void edit(ObjectNode newContent, String by, Instant now) {
    content = newContent;
    touch(by, now);
  }

  public void decorate(@Nullable JsonNode newIcon, @Nullable JsonNode newCover) {
    icon = newIcon == null ? icon : newIcon;
    cover = newCover == null ? cover : newCover;
  }

  public void trash(boolean toTrash, String by, Instant now) {
    trashed = toTrash;
    touch(by, now);
  }

  public void touch(String by, Instant now) {
    editedBy = by;
    editedAt = now;
  }

  /** A page's content with a plain title. */
  public static ObjectNode titled(String title) {
    ObjectNode content = Json.object();
    var parts = content.putArray("title");
    if (!title.isEmpty()) {
      parts.add(RichText.plain(title));
    }
    return content;
  }
}
