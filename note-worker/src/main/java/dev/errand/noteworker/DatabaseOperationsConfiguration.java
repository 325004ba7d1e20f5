package dev.errand.noteworker;

import dev.errand.noteworker.notion.DatabasesApi;
import dev.errand.noteworker.notion.NotionApi;
import dev.errand.noteworker.operations.CreateDatabase;
import dev.errand.noteworker.operations.CreateRow;
import dev.errand.noteworker.operations.DataSources;
import dev.errand.noteworker.operations.ListDatabases;
import dev.errand.noteworker.operations.QueryDatabase;
import dev.errand.noteworker.operations.ReadSchema;
import dev.errand.noteworker.operations.UpdateRow;
import dev.errand.noteworker.operations.Workspaces;
import dev.errand.noteworker.steps.Rows;
import dev.errand.noteworker.steps.Writing;
import dev.errand.pipeline.Operation;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What can be asked for about databases and their rows. */
@Configuration(proxyBeanMethods = false)
class DatabaseOperationsConfiguration {

  /** Shared by the operations, as the workspaces are. */
  @Bean
  DataSources dataSources() {
    return new DataSources();
  }

  @Bean
  Operation listDatabases(DatabasesApi api) {
    return new ListDatabases(api);
  }

  @Bean
  Operation readSchema(DatabasesApi api) {
    return new ReadSchema(api);
  }

  @Bean
  Operation queryDatabase(DatabasesApi api, DataSources dataSources) {
    return new QueryDatabase(api, dataSources);
  }

  @Bean
  Operation createDatabase(
      NotionApi api,
      DatabasesApi databases,
      Workspaces workspaces,
      Writing writing,
      DataSources dataSources) {
    return new CreateDatabase(api, databases, workspaces, writing, dataSources);
  }

  @Bean
  Operation createRow(NotionApi api, DatabasesApi databases, DataSources dataSources) {
    return new CreateRow(api, databases, dataSources, new Rows());
  }

  @Bean
  Operation updateRow(DatabasesApi databases) {
    return new UpdateRow(databases);
  }
}
