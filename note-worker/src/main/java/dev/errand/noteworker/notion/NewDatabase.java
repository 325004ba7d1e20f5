package dev.errand.noteworker.notion;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/** A database to make, with its one data source. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record NewDatabase(Parent parent, List<RichText> title, Properties initialDataSource) {

  public NewDatabase {
    title = List.copyOf(title);
  }

  public static NewDatabase of(String page, String title, Map<String, Object> properties) {
    return new NewDatabase(
        Parent.page(page), List.of(RichText.of(title)), new Properties(properties));
  }

  /**
   * The properties of its data source.
   *
   * @param properties by name, as {@code {T: {...}}}
   */
  public record Properties(Map<String, Object> properties) {}
}
