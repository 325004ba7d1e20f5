package dev.errand.schemas.database;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Input of {@code database.create}.
 *
 * @param parent the page to put it in; absent: the "Personal Assistant" page
 */
public record DatabaseCreate(String title, @Nullable String parent, List<NewProperty> properties) {

  public DatabaseCreate {
    properties = List.copyOf(properties);
  }

  /**
   * A property to make.
   *
   * @param options of a select, multi_select or status
   * @param relatesTo the data source whose rows a relation holds
   * @param format of a number
   */
  public record NewProperty(
      String name,
      PropertyType type,
      @Nullable List<String> options,
      @Nullable String relatesTo,
      @Nullable String format) {

    public NewProperty {
      options = options == null ? null : List.copyOf(options);
    }
  }

  /** Types that can be made. A formula or a rollup is made in Notion. */
  public enum PropertyType {
    @JsonProperty("title")
    TITLE,
    @JsonProperty("rich_text")
    RICH_TEXT,
    @JsonProperty("number")
    NUMBER,
    @JsonProperty("select")
    SELECT,
    @JsonProperty("multi_select")
    MULTI_SELECT,
    @JsonProperty("status")
    STATUS,
    @JsonProperty("date")
    DATE,
    @JsonProperty("people")
    PEOPLE,
    @JsonProperty("files")
    FILES,
    @JsonProperty("checkbox")
    CHECKBOX,
    @JsonProperty("url")
    URL,
    @JsonProperty("email")
    EMAIL,
    @JsonProperty("phone_number")
    PHONE_NUMBER,
    @JsonProperty("relation")
    RELATION,
    @JsonProperty("created_time")
    CREATED_TIME,
    @JsonProperty("created_by")
    CREATED_BY,
    @JsonProperty("last_edited_time")
    LAST_EDITED_TIME,
    @JsonProperty("last_edited_by")
    LAST_EDITED_BY,
    @JsonProperty("unique_id")
    UNIQUE_ID
  }
}
