package dev.errand.noteworker.notion;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A block as it stands in Notion. What is inside it has to be read by itself.
 *
 * @param createdTime cut to the minute by Notion, as {@code editedTime} is
 * @param createdBy the id of the person or bot
 */
public record StoredBlock(
    String id,
    @Nullable Instant createdTime,
    @Nullable Instant editedTime,
    @Nullable String createdBy,
    boolean hasChildren,
    boolean inTrash,
    Block content) {

  /** Whether it is a page or a database of its own, that only lies here. */
  public boolean isPageOrDatabase() {
    return content instanceof Block.ChildPage
        || (content instanceof Block.Other other && other.type().equals("child_database"));
  }

  /** Whether there are blocks in it, among which a page may be; in a table are rows only. */
  public boolean mayHoldPages() {
    return hasChildren && !isPageOrDatabase() && !(content instanceof Block.Table);
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static StoredBlock read(JsonNode json) {
    return new StoredBlock(
        json.path("id").asString(),
        time(json.path("created_time").asString("")),
        time(json.path("last_edited_time").asString("")),
        json.path("created_by").path("id").asString(null),
        json.path("has_children").asBoolean(false),
        json.path("in_trash").asBoolean(false),
        BlockJson.read(json));
  }

  private static @Nullable Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException absent) {
      return null;
    }
  }
}
