package dev.errand.schemas.database;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Output of {@code database.schema}. */
public record DatabaseColumns(@Nullable String database, List<Source> dataSources) {

  /** More data sources of one database are not read. */
  public static final int MAX_SOURCES = 10;

  public static final int MAX_PROPERTIES = 500;
  public static final int MAX_OPTIONS = 500;

  public DatabaseColumns {
    dataSources = List.copyOf(dataSources);
  }

  /** A data source with its properties. */
  public record Source(
      String dataSource, String title, String url, boolean inTrash, List<Column> properties) {

    public Source {
      properties = List.copyOf(properties);
    }
  }

  /**
   * A property.
   *
   * @param type Notion's word
   * @param writable whether a command can give it a value
   * @param options of a select, multi_select or status
   * @param relatesTo the data source whose rows a relation holds
   * @param format of a number
   */
  public record Column(
      String name,
      String type,
      boolean writable,
      @Nullable List<String> options,
      @Nullable String relatesTo,
      @Nullable String format) {

    public Column {
      options = options == null ? null : List.copyOf(options);
    }
  }
}
