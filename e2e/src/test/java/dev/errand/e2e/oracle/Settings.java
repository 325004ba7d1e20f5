package dev.errand.e2e.oracle;

import dev.errand.schemas.Command;
import dev.errand.schemas.UserId;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The things of a user's desk that commands set: each command says how they are to be, whatever
 * they were before.
 */
public final class Settings {

  /** The text of a page, its blocks from top to bottom. */
  public static final String TEXT = "the text";

  /** The title of another page. */
  public static final String TITLE = "the title";

  /** Where a third page lies, and how often it is listed. */
  public static final String BOX = "the place of the box";

  public static final String BOX_LISTED = "the entries of the box";

  /** Whether a fourth page is there or in the trash, and how often it is listed. */
  public static final String LEAF = "the leaf";

  public static final String LEAF_LISTED = "the entries of the leaf";

  /** A number in a row. */
  public static final String VALUE = "the value";

  public static final String IN_PLACE = "in the place";
  public static final String ON_SHELF = "on the shelf";
  public static final String THERE = "there";
  public static final String GONE = "gone";

  /** A mail to which nothing was done yet. */
  private static final String UNMARKED = marks(false, "notFlagged", List.of());

  private static final String INBOX = "inbox";
  private static final String DELETED = "deleteditems";

  private Settings() {}

  /** Where a mail lies: an id, or a well-known name where commands use it. */
  public static String folderOf(String mail) {
    return "the folder of " + mail;
  }

  /** What a mail is marked with. */
  public static String marksOf(String mail) {
    return "the marks of " + mail;
  }

  public static String marks(boolean read, String flag, List<String> categories) {
    return "read %s, %s, %s".formatted(read, flag, categories);
  }

  /** How often a page mentions another. */
  public static String link(String from, String to) {
    return "the mentions from %s to %s".formatted(from, to);
  }

  /** How things are before any command. */
  static String atFirst(UserId user, String thing) {
    return switch (thing) {
      case TEXT -> user + " text";
      case TITLE -> user + " shelf";
      case BOX -> IN_PLACE;
      case LEAF -> THERE;
      case BOX_LISTED, LEAF_LISTED -> "1";
      default -> ofAMail(thing);
    };
  }

  private static String ofAMail(String thing) {
    if (thing.startsWith(folderOf(""))) {
      return INBOX;
    }
    return thing.startsWith(marksOf("")) ? UNMARKED : "0";
  }

  /** What a command sets; empty if it does something else. */
  static Map<String, String> of(Command command) {
    JsonNode data = command.data();
    return switch (command.operation().value()) {
      case "note.update" ->
          data.has("title")
              ? Map.of(TITLE, data.path("title").asString())
              : Map.of(TEXT, data.path("markdown").asString());
      case "note.move" -> Map.of(BOX, data.has("parent") ? ON_SHELF : IN_PLACE, BOX_LISTED, "1");
      case "note.trash" -> Map.of(LEAF, GONE, LEAF_LISTED, "0");
      case "note.restore" -> Map.of(LEAF, THERE, LEAF_LISTED, "1");
      case "note.link" -> linked(data.path("from").asString(), data.path("to").asString());
      case "row.update" ->
          Map.of(VALUE, data.path("values").path("Count").path("number").asString());
      case "mail.move" ->
          Map.of(folderOf(data.path("message").asString()), data.path("folder").asString());
      case "mail.delete" -> Map.of(folderOf(data.path("message").asString()), DELETED);
      case "mail.mark" -> Map.of(marksOf(data.path("message").asString()), marks(data));
      default -> Map.of();
    };
  }

  private static Map<String, String> linked(String from, String to) {
    return Map.of(link(from, to), "1", link(to, from), "1");
  }

  /** Of the data of a command that says all of them. */
  private static String marks(JsonNode data) {
    return marks(
        data.path("read").asBoolean(),
        data.path("flag").asString(),
        data.path("categories").valueStream().map(JsonNode::asString).toList());
  }
}
