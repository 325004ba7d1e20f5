package dev.errand.noteworker;

import dev.errand.noteworker.local.LocalNotes;
import dev.errand.noteworker.markdown.MarkdownReader;
import dev.errand.noteworker.notion.DatabasesApi;
import dev.errand.noteworker.notion.NotionApi;
import dev.errand.noteworker.policy.NotionPolicy;
import dev.errand.pipeline.ProviderPolicy;
import dev.errand.runtime.http.ProviderHttp;
import dev.errand.runtime.local.LocalOnly;
import dev.errand.runtime.local.LocalOperations;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * All there is to this worker: where Notion is, what its answers mean, and what can be asked for.
 * The engine that runs it comes with {@code runtime}.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LocalOnly.class)
@Import({
  NoteOperationsConfiguration.class,
  DatabaseOperationsConfiguration.class,
  NoteIndexConfiguration.class,
  EnhancerConfiguration.class
})
class NoteWorkerConfiguration {

  @Bean
  ProviderPolicy notionPolicy(
      @Value("${errand.notion.large-workspaces:}") Set<String> largeWorkspaces) {
    return new NotionPolicy(largeWorkspaces);
  }

  @Bean
  NotionApi notionApi(
      ProviderHttp http, @Value("${errand.notion.base-url:https://api.notion.com}") URI baseUrl) {
    return http.api(NotionApi.class, baseUrl);
  }

  @Bean
  DatabasesApi databasesApi(
      ProviderHttp http, @Value("${errand.notion.base-url:https://api.notion.com}") URI baseUrl) {
    return http.api(DatabasesApi.class, baseUrl);
  }

  @Bean
  MarkdownReader markdownReader() {
    return new MarkdownReader();
  }

  /** What is done on this machine, for whom nothing leaves it. */
  @Bean
  LocalOperations localOperations(LocalOnly local, MarkdownReader reader) {
    if (!local.isForSomebody()) {
      return LocalOperations.none();
    }
    Path folder = local.local().folder();
    if (folder == null) {
      throw new IllegalStateException(
          "Say in errand.local.folder where the notes are to be kept that do not leave this"
              + " machine");
    }
    return new LocalOperations(
        new LocalNotes(folder.toAbsolutePath(), reader, InstantSource.system()).operations());
  }
}
