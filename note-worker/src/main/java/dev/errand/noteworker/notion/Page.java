package dev.errand.noteworker.notion;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A page, without its content. Search may tell of a page no more than its id: then the rest is
 * absent, and what is not said to be in the trash or archived is not.
 *
 * @param createdTime cut to the minute by Notion
 * @param isArchived another thing than the trash; a page may be either
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Page(
    String id,
    @Nullable String url,
    @Nullable Instant createdTime,
    @Nullable Instant lastEditedTime,
    @Nullable Person createdBy,
    @Nullable Parent parent,
    Boolean inTrash,
    Boolean isArchived,
    @Nullable Map<String, Property> properties) {

  public Page {
    inTrash = Boolean.TRUE.equals(inTrash);
    isArchived = Boolean.TRUE.equals(isArchived);
  }

  /** Whether only the id is known. */
  public boolean partial() {
    return properties == null;
  }

  /** Whether it can be written to and people see it. */
  public boolean alive() {
    return !inTrash && !isArchived;
  }

  /** The plain title: a page in a database may call the property as it likes. */
  public String title() {
    if (properties == null) {
      return "";
    }
    return properties.values().stream()
        .filter(property -> "title".equals(property.type()) && property.title() != null)
        .map(property -> RichText.plain(property.title()))
        .findFirst()
        .orElse("");
  }

  /** Of the many kinds of property, the title. */
  public record Property(@Nullable String type, @Nullable List<RichText> title) {}
}
