package dev.errand.noteworker.notion;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A data source with its properties in Notion's order. Of one that is only partly visible the id
 * and the properties are there.
 *
 * @param properties by name, as {@code {"id", "name", "type", T: {...}}}
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record DataSource(
    String id,
    @Nullable List<RichText> title,
    @Nullable String url,
    @Nullable Parent parent,
    @Nullable Instant lastEditedTime,
    Boolean inTrash,
    @Nullable Map<String, JsonNode> properties) {

  public DataSource {
    inTrash = Boolean.TRUE.equals(inTrash);
  }

  public String plainTitle() {
    return title == null ? "" : RichText.plain(title);
  }

  /** The database it is in, if that is known. */
  public @Nullable String database() {
    return parent == null ? null : parent.databaseId();
  }
}
