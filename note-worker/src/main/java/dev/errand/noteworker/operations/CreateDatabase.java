package dev.errand.noteworker.operations;

import dev.errand.noteworker.notion.Database;
import dev.errand.noteworker.notion.DatabasesApi;
import dev.errand.noteworker.notion.NotionApi;
import dev.errand.noteworker.steps.DatabaseMade;
import dev.errand.noteworker.steps.Databases;
import dev.errand.noteworker.steps.MakeDatabase;
import dev.errand.noteworker.steps.Notion;
import dev.errand.noteworker.steps.Writing;
import dev.errand.pipeline.Operation;
import dev.errand.pipeline.OperationContext;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.database.DatabaseCreate;
import dev.errand.schemas.database.DatabaseCreated;
import dev.errand.schemas.database.DatabaseOperations;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * {@code database.create}: a database with one data source, in the person's "Personal Assistant"
 * page or another one.
 */
public final class CreateDatabase implements Operation {

  private final NotionApi api;
  private final DatabasesApi databasesApi;
  private final Workspaces workspaces;
  private final Writing writing;
  private final DataSources dataSources;

  public CreateDatabase(
      NotionApi api,
      DatabasesApi databasesApi,
      Workspaces workspaces,
      Writing writing,
      DataSources dataSources) {
    this.api = api;
    this.databasesApi = databasesApi;
    this.workspaces = workspaces;
    this.writing = writing;
    this.dataSources = dataSources;
  }

  @Override
  public OperationName name() {
    return DatabaseOperations.DATABASE_CREATE;
  }

  @Override
  public Object perform(OperationContext context) {
    DatabaseCreate input = context.input(DatabaseCreate.class);
    Map<String, Object> properties = NewProperties.of(input.properties());
    Notion notion = new Notion(api, context);
    Databases databases = new Databases(databasesApi, context);
    Function<String, DatabaseMade> make =
        parent -> {
          writing.forget(notion, parent); // it becomes the last block there
          return new MakeDatabase(parent, input.title(), properties).once(notion, databases);
        };
    DatabaseMade made =
        input.parent() == null
            ? workspaces.in(notion, place -> make.apply(place.page()))
            : make.apply(Invalid.unlessId(input.parent()));
    return told(databases, made, input.title());
  }

  private DatabaseCreated told(Databases databases, DatabaseMade made, String title) {
    String source = made.dataSource();
    String url = made.url();
    if (source == null || url == null) {
      Database database = databases.database(made.id());
      source = database.dataSources().isEmpty() ? "" : database.dataSources().getFirst().id();
      url = Objects.requireNonNullElse(database.url(), "");
    }
    if (!source.isEmpty()) {
      dataSources.know(databases, made.id(), source);
    }
    return new DatabaseCreated(made.id(), source, url, title, made.parent());
  }
}
