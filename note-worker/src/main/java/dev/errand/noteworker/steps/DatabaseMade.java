package dev.errand.noteworker.steps;

import dev.errand.noteworker.notion.Database;
import org.jspecify.annotations.Nullable;

/**
 * A database that was made.
 *
 * @param dataSource absent if Notion did not get to say it, as is the address
 */
public record DatabaseMade(
    String id, String parent, @Nullable String dataSource, @Nullable String url) {

  static DatabaseMade of(Database database, String parent) {
    return new DatabaseMade(
        database.id(),
        parent,
        database.dataSources().isEmpty() ? null : database.dataSources().getFirst().id(),
        database.url());
  }
}
