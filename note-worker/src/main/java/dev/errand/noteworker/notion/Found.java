package dev.errand.noteworker.notion;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a search gives: a page, or a data source with the database it is in. Of either it may tell
 * no more than the id.
 *
 * @param database of a data source: the database's id
 * @param url absent if only the id is known
 */
public record Found(
    String id,
    boolean dataSource,
    @Nullable String database,
    @Nullable String url,
    String title,
    @Nullable Instant editedTime,
    boolean inTrash) {

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static Found read(JsonNode json) {
    boolean dataSource = json.path("object").asString("").equals("data_source");
    return new Found(
        json.path("id").asString(),
        dataSource,
        json.path("parent").path("database_id").asString(null),
        json.path("url").asString(null),
        dataSource ? plain(json.path("title")) : pageTitle(json.path("properties")),
        time(json.path("last_edited_time").asString("")),
        json.path("in_trash").asBoolean(false));
  }

  private static String pageTitle(JsonNode properties) {
    return properties
        .valueStream()
        .filter(property -> property.path("type").asString("").equals("title"))
        .findFirst()
        .map(property -> plain(property.path("title")))
        .orElse("");
  }

  private static String plain(JsonNode runs) {
    return runs.valueStream()
        .map(run -> run.path("plain_text").asString(""))
        .collect(Collectors.joining());
  }

  private static @Nullable Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException absent) {
      return null;
    }
  }
}
