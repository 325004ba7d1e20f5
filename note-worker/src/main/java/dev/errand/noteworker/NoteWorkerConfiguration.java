package dev.errand.noteworker;

import dev.errand.noteworker.enhance.AskModel;
import dev.errand.noteworker.enhance.Enhancer;
import dev.errand.noteworker.enhance.OpenAiModel;
import dev.errand.noteworker.enhance.RuleEnhancer;
import dev.errand.noteworker.index.IndexedNotes;
import dev.errand.noteworker.index.LearnedNotes;
import dev.errand.noteworker.index.LocalModel;
import dev.errand.noteworker.index.NoteIndex;
import dev.errand.noteworker.local.LocalNotes;
import dev.errand.noteworker.markdown.MarkdownReader;
import dev.errand.noteworker.markdown.MarkdownWriter;
import dev.errand.noteworker.notion.DatabasesApi;
import dev.errand.noteworker.notion.NotionApi;
import dev.errand.noteworker.operations.AppendToNote;
import dev.errand.noteworker.operations.CheckWorkspace;
import dev.errand.noteworker.operations.CreateDatabase;
import dev.errand.noteworker.operations.CreateNote;
import dev.errand.noteworker.operations.CreateRow;
import dev.errand.noteworker.operations.DataSources;
import dev.errand.noteworker.operations.EnhanceNote;
import dev.errand.noteworker.operations.EnsureWorkspace;
import dev.errand.noteworker.operations.GetNote;
import dev.errand.noteworker.operations.LinkNotes;
import dev.errand.noteworker.operations.ListDatabases;
import dev.errand.noteworker.operations.ListNotes;
import dev.errand.noteworker.operations.MoveNote;
import dev.errand.noteworker.operations.QueryDatabase;
import dev.errand.noteworker.operations.ReadSchema;
import dev.errand.noteworker.operations.RestoreNote;
import dev.errand.noteworker.operations.SearchNotes;
import dev.errand.noteworker.operations.SearchWorkspace;
import dev.errand.noteworker.operations.TableOfContents;
import dev.errand.noteworker.operations.TrashNote;
import dev.errand.noteworker.operations.UpdateNote;
import dev.errand.noteworker.operations.UpdateRow;
import dev.errand.noteworker.operations.Workspaces;
import dev.errand.noteworker.policy.NotionPolicy;
import dev.errand.noteworker.steps.Rows;
import dev.errand.noteworker.steps.Writing;
import dev.errand.pipeline.Operation;
import dev.errand.pipeline.ProviderPolicy;
import dev.errand.runtime.http.ProviderHttp;
import dev.errand.runtime.index.StoredIndex;
import dev.errand.runtime.local.LocalOnly;
import dev.errand.runtime.local.LocalOperations;
import dev.errand.runtime.model.ModelUsage;
import dev.errand.schemas.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * All there is to this worker: where Notion is, what its answers mean, and what can be asked for.
 * The engine that runs it comes with {@code runtime}.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LocalOnly.class)
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

  /** Shared by the operations, since each learns what the others need. */
  @Bean
  Workspaces workspaces() {
    return new Workspaces();
  }

  @Bean
  Writing writing() {
    return new Writing();
  }

  @Bean
  Operation ensureWorkspace(NotionApi api, TableOfContents contents) {
    return new EnsureWorkspace(api, contents);
  }

  /** What this worker wrote or read, to be found again; without a store, by title only. */
  @Bean
  NoteIndex noteIndex(
      ObjectProvider<StoredIndex> store, @Value("${errand.index.enabled:true}") boolean enabled) {
    StoredIndex there = store.getIfAvailable();
    return enabled && there != null ? new IndexedNotes(there, new LocalModel()) : NoteIndex.NONE;
  }

  /** The index learns from what each operation gives, and none of them knows. */
  @Bean
  static BeanPostProcessor learnedNotes(ObjectProvider<NoteIndex> index) {
    return new BeanPostProcessor() {
      @Override
      public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof Operation operation
            ? new LearnedNotes(operation, index.getObject())
            : bean;
      }
    };
  }

  /** By rules, or by a model where one is set up. */
  @Bean
  @ConditionalOnMissingBean
  Enhancer enhancer() {
    return new RuleEnhancer();
  }

  @Bean
  EnhanceNote enhanceNote(NoteIndex index, Enhancer enhancer) {
    return new EnhanceNote(enhancer, index);
  }

  /** A model, where {@code errand.enhancer.model.base-url} says where it is. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnProperty("errand.enhancer.model.base-url")
  static class WithModel {

    @Bean
    Enhancer enhancer(
        @Value("${errand.enhancer.model.base-url}") URI baseUrl,
        @Value("${errand.enhancer.model.name}") String name,
        @Value("${errand.enhancer.model.key}") String key,
        @Value("${errand.enhancer.model.timeout:20s}") Duration timeout,
        ModelUsage usage) {
      OpenAiModel.Settings settings =
          new OpenAiModel.Settings(baseUrl, name, Secret.of(key), timeout);
      return new AskModel(new OpenAiModel(settings, usage), new RuleEnhancer());
    }
  }

  @Bean
  Operation createNote(
      NotionApi api,
      MarkdownReader reader,
      Workspaces workspaces,
      Writing writing,
      TableOfContents contents,
      EnhanceNote enhance) {
    return new CreateNote(api, reader, workspaces, writing, contents, enhance);
  }

  @Bean
  Operation getNote(NotionApi api) {
    return new GetNote(api, new MarkdownWriter());
  }

  @Bean
  Operation appendToNote(NotionApi api, MarkdownReader reader, Writing writing) {
    return new AppendToNote(api, reader, writing);
  }

  @Bean
  Operation updateNote(NotionApi api, MarkdownReader reader, Writing writing) {
    return new UpdateNote(api, reader, writing);
  }

  @Bean
  TableOfContents tableOfContents(Workspaces workspaces, Writing writing) {
    return new TableOfContents(workspaces, writing);
  }

  @Bean
  Operation moveNote(
      NotionApi api, Workspaces workspaces, Writing writing, TableOfContents contents) {
    return new MoveNote(api, workspaces, writing, contents);
  }

  @Bean
  Operation listNotes(NotionApi api, Workspaces workspaces) {
    return new ListNotes(api, workspaces);
  }

  @Bean
  Operation linkNotes(NotionApi api, Writing writing) {
    return new LinkNotes(api, writing);
  }

  @Bean
  Operation checkWorkspace(NotionApi api) {
    return new CheckWorkspace(api);
  }

  @Bean
  Operation searchWorkspace(NotionApi api) {
    return new SearchWorkspace(api);
  }

  @Bean
  Operation trashNote(NotionApi api, TableOfContents contents) {
    return new TrashNote(api, contents);
  }

  @Bean
  Operation restoreNote(NotionApi api, TableOfContents contents) {
    return new RestoreNote(api, contents);
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

  @Bean
  Operation searchNotes(NotionApi api, NoteIndex index) {
    return new SearchNotes(api, index);
  }

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
