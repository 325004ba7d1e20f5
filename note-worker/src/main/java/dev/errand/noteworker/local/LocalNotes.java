package dev.errand.noteworker.local;

import dev.errand.noteworker.markdown.MarkdownReader;
import dev.errand.noteworker.markdown.MarkdownWriter;
import dev.errand.noteworker.operations.Asked;
import dev.errand.noteworker.operations.CancelNote;
import dev.errand.pipeline.Operation;
import dev.errand.pipeline.OperationContext;
import dev.errand.schemas.note.NoteAppend;
import dev.errand.schemas.note.NoteAppended;
import dev.errand.schemas.note.NoteCreate;
import dev.errand.schemas.note.NoteCreated;
import dev.errand.schemas.note.NoteGet;
import dev.errand.schemas.note.NoteOperations;
import dev.errand.schemas.note.NoteRestore;
import dev.errand.schemas.note.NoteRestored;
import dev.errand.schemas.note.NoteTrash;
import dev.errand.schemas.note.NoteTrashed;
import dev.errand.schemas.note.NoteUpdate;
import dev.errand.schemas.note.NoteUpdated;
import dev.errand.schemas.note.Workspace;
import dev.errand.schemas.note.WorkspaceEnsure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The note operations on folders of Markdown files. Each promises what it promises in Notion; what
 * both keep is in {@code NoteOperationsContract}.
 */
public final class LocalNotes {

  private final Shelf shelf;
  private final MarkdownReader reader;
  private final MarkdownWriter writer = new MarkdownWriter();

  /**
   * Notes in folders below that one.
   *
   * @param stamps what new and changed notes are dated by
   */
  public LocalNotes(Path root, MarkdownReader reader, InstantSource stamps) {
    this(root, reader, stamps, new RealDisk());
  }

  LocalNotes(Path root, MarkdownReader reader, InstantSource stamps, Disk disk) {
    this.shelf = new Shelf(root, disk, stamps);
    this.reader = reader;
  }

  /** All that there are. */
  public List<Operation> operations() {
    return List.of(
        new CheckFolder(shelf),
        new LocalOperation(NoteOperations.WORKSPACE_ENSURE, shelf, true, this::ensure),
        new LocalOperation(NoteOperations.NOTE_CREATE, shelf, true, this::create),
        new LocalOperation(NoteOperations.NOTE_GET, shelf, false, LocalNotes::get),
        new LocalOperation(NoteOperations.NOTE_APPEND, shelf, true, this::append),
        new LocalOperation(NoteOperations.NOTE_UPDATE, shelf, true, this::update),
        new LocalOperation(NoteOperations.NOTE_TRASH, shelf, true, LocalNotes::trash),
        new LocalOperation(NoteOperations.NOTE_RESTORE, shelf, true, LocalNotes::restore),
        new LocalOperation(NoteOperations.NOTE_MOVE, shelf, true, PlaceNotes::move),
        new LocalOperation(NoteOperations.NOTE_LIST, shelf, false, PlaceNotes::list),
        new LocalOperation(NoteOperations.NOTE_LINK, shelf, true, LinkedNotes::link),
        new LocalOperation(NoteOperations.NOTE_SEARCH, shelf, false, SearchFolder::asked),
        new LocalOperation(
            NoteOperations.WORKSPACE_SEARCH, shelf, false, SearchFolder::titlesAsked),
        CancelNote.operation());
  }

  private LocalOperation.Work ensure(OperationContext context) {
    context.input(WorkspaceEnsure.class);
    return notebook -> {
      Contents contents = new Contents(notebook);
      notebook.requireRoom(contents.toBeMade());
      NoteFile assistant = contents.assistant();
      contents.ensure();
      return new Workspace(
          assistant.id(),
          assistant.url(),
          contents.contents().id(),
          assistant.hasMark(notebook.mark()));
    };
  }

  private LocalOperation.Work create(OperationContext context) {
    NoteCreate input = context.input(NoteCreate.class);
    String parent = input.parent() == null ? null : Asked.page(input.parent());
    Asked.NewNote asked = Asked.note(context.command().user(), input, reader, writer);
    return notebook -> {
      Contents contents = new Contents(notebook);
      Optional<NoteFile> known = notebook.find(notebook.newId());
      NoteFile note = known.isPresent() ? known.get() : made(notebook, contents, parent, asked);
      contents.lookAfterNew();
      return new NoteCreated(
          note.id(),
          note.url(),
          asked.title(),
          Objects.requireNonNullElse(parent, contents.assistantId()),
          asked.blocks(),
          asked.told(),
          asked.adapted());
    };
  }

  /** Into a place that is there: whatever can be refused is, before anything is made. */
  private static NoteFile made(
      Notebook notebook, Contents contents, @Nullable String parent, Asked.NewNote asked)
      throws IOException {
    if (parent != null) {
      var _ = notebook.getToChange(parent);
    }
    notebook.requireRoom(1 + contents.toBeMade());
    String into = parent == null ? contents.assistant().id() : parent;
    return notebook.make(
        notebook.newId(), words(asked, into), asked.title(), ended(asked.markdown()));
  }

  private static Map<String, Object> words(Asked.NewNote asked, String parent) {
    Map<String, Object> words = new LinkedHashMap<>();
    if (!asked.tags().isEmpty()) {
      words.put(FrontMatter.TAGS, asked.tags());
    }
    if (asked.kind() != null) {
      words.put(FrontMatter.KIND, asked.kind());
    }
    words.put(FrontMatter.PARENT, parent);
    return words;
  }

  private static LocalOperation.Work get(OperationContext context) {
    String id = Asked.page(context.input(NoteGet.class).page());
    return notebook -> ShowNote.of(notebook, notebook.get(id));
  }

  private LocalOperation.Work append(OperationContext context) {
    NoteAppend input = context.input(NoteAppend.class);
    String id = Asked.page(input.page());
    int blocks = Asked.addition(input.markdown(), reader);
    return notebook -> {
      notebook.change(
          notebook.get(id),
          former -> former.with(joined(former.text(), input.markdown())),
          former -> blocks);
      return new NoteAppended(id, blocks, null);
    };
  }

  private LocalOperation.Work update(OperationContext context) {
    NoteUpdate input = context.input(NoteUpdate.class);
    String id = Asked.page(input.page());
    Asked.Changes asked = Asked.changes(input, reader);
    return notebook -> {
      int removed =
          notebook.change(
              notebook.get(id),
              former -> changed(former, asked),
              former -> asked.text().isEmpty() ? 0 : reader.read(former.text()).size());
      new Contents(notebook).lookAfter();
      return new NoteUpdated(id, asked.blocks(), removed, null);
    };
  }

  private static FrontMatter changed(FrontMatter former, Asked.Changes asked) {
    FrontMatter changed = former;
    if (asked.title().isPresent()) {
      changed = changed.set(FrontMatter.TITLE, asked.title().get());
    }
    if (asked.tags().isPresent()) {
      List<String> tags = asked.tags().get();
      changed = changed.set(FrontMatter.TAGS, tags.isEmpty() ? null : tags);
    }
    return asked.text().isEmpty() ? changed : changed.with(ended(asked.text().get()));
  }

  private static LocalOperation.Work trash(OperationContext context) {
    String id = Asked.page(context.input(NoteTrash.class).page());
    return notebook -> {
      NoteFile note = moved(notebook, id, true);
      return new NoteTrashed(id, note.title());
    };
  }

  private static LocalOperation.Work restore(OperationContext context) {
    String id = Asked.page(context.input(NoteRestore.class).page());
    return notebook -> {
      NoteFile note = moved(notebook, id, false);
      return new NoteRestored(id, note.url(), note.title());
    };
  }

  private static NoteFile moved(Notebook notebook, String id, boolean intoTrash)
      throws IOException {
    NoteFile note = notebook.move(notebook.get(id), intoTrash);
    new Contents(notebook).lookAfter();
    return note;
  }

  private static String joined(String former, String addition) {
    String between = former.isEmpty() || former.endsWith("\n\n") ? "" : "\n";
    return ended(former) + between + ended(addition);
  }

  private static String ended(String text) {
    return text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
  }
}
