package dev.errand.noteworker.notion;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/** What is to be changed of a page; what is absent stays as it is. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record PageChange(
    @Nullable Boolean inTrash, @Nullable Map<String, NewPage.Title> properties) {

  /** Into the trash, or out of it. */
  public static PageChange trash(boolean inTrash) {
    return new PageChange(inTrash, null);
  }

  /** {@code title} is the property's id, whatever a database calls it. */
  public static PageChange title(String title) {
    return new PageChange(null, Map.of("title", new NewPage.Title(List.of(RichText.of(title)))));
  }
}
