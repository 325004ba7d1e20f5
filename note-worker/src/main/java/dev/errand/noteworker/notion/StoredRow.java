package dev.errand.noteworker.notion;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A row as it stands in Notion, which is a page.
 *
 * @param createdTime cut to the minute by Notion
 * @param properties by name, as {@code {"id", "type", T: ...}}; none if only the id is known
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record StoredRow(
    String id,
    @Nullable String url,
    @Nullable Instant createdTime,
    @Nullable Instant lastEditedTime,
    @Nullable Person createdBy,
    Map<String, JsonNode> properties) {

  public StoredRow {
    properties = properties == null ? Map.of() : properties;
  }

  /** The plain title. */
  public String title() {
    return properties.values().stream()
        .filter(property -> property.path("type").asString("").equals("title"))
        .map(property -> RichText.plain(property.path("title")))
        .findFirst()
        .orElse("");
  }
}
