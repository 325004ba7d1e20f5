package dev.errand.noteworker;

import dev.errand.noteworker.index.NoteIndex;
import dev.errand.noteworker.markdown.MarkdownReader;
import dev.errand.noteworker.markdown.MarkdownWriter;
import dev.errand.noteworker.notion.NotionApi;
import dev.errand.noteworker.operations.AppendToNote;
import dev.errand.noteworker.operations.CancelNote;
import dev.errand.noteworker.operations.CheckWorkspace;
import dev.errand.noteworker.operations.CreateNote;
import dev.errand.noteworker.operations.EnhanceNote;
import dev.errand.noteworker.operations.EnsureWorkspace;
import dev.errand.noteworker.operations.GetNote;
import dev.errand.noteworker.operations.LinkNotes;
import dev.errand.noteworker.operations.ListNotes;
import dev.errand.noteworker.operations.MoveNote;
import dev.errand.noteworker.operations.RestoreNote;
import dev.errand.noteworker.operations.SearchNotes;
import dev.errand.noteworker.operations.SearchWorkspace;
import dev.errand.noteworker.operations.TableOfContents;
import dev.errand.noteworker.operations.TrashNote;
import dev.errand.noteworker.operations.UpdateNote;
import dev.errand.noteworker.operations.Workspaces;
import dev.errand.noteworker.steps.Writing;
import dev.errand.pipeline.Operation;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What can be asked for about notes and the workspace they are in. */
@Configuration(proxyBeanMethods = false)
class NoteOperationsConfiguration {

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
  TableOfContents tableOfContents(Workspaces workspaces, Writing writing) {
    return new TableOfContents(workspaces, writing);
  }

  @Bean
  Operation ensureWorkspace(NotionApi api, TableOfContents contents) {
    return new EnsureWorkspace(api, contents);
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
  Operation trashNote(NotionApi api, TableOfContents contents) {
    return new TrashNote(api, contents);
  }

  @Bean
  Operation restoreNote(NotionApi api, TableOfContents contents) {
    return new RestoreNote(api, contents);
  }

  @Bean
  Operation searchNotes(NotionApi api, NoteIndex index) {
    return new SearchNotes(api, index);
  }

  @Bean
  Operation cancelNote() {
    return CancelNote.operation();
  }
}
