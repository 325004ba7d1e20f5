package dev.errand.mailworker.operations;

import dev.errand.mailworker.graph.GraphMail;
import dev.errand.mailworker.graph.MailFolder;
import dev.errand.mailworker.letter.Invalid;
import dev.errand.mailworker.letter.ItemId;
import dev.errand.mailworker.letter.ShownName;
import dev.errand.pipeline.Failure;
import dev.errand.pipeline.Finding;
import dev.errand.pipeline.Operation;
import dev.errand.pipeline.OperationContext;
import dev.errand.pipeline.OperationStopped;
import dev.errand.pipeline.Step;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.Problem;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.mail.FolderEnsure;
import dev.errand.schemas.mail.FolderEnsured;
import dev.errand.schemas.mail.MailOperations;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code folder.ensure}: the folder at the end of a path, made where it is missing. The names of
 * one parent's folders are unique, so a name tells whether a folder was made.
 */
public final class EnsureFolder implements Operation {

  private static final int LONGEST_PATH = 10;

  private final GraphMail graph;

  public EnsureFolder(GraphMail graph) {
    this.graph = graph;
  }

  @Override
  public OperationName name() {
    return MailOperations.FOLDER_ENSURE;
  }

  @Override
  public Object perform(OperationContext context) {
    FolderEnsure asked = context.input(FolderEnsure.class);
    List<String> path = asked.path().stream().map(ShownName::ofFolder).toList();
    if (path.isEmpty() || path.size() > LONGEST_PATH) {
      throw Invalid.because("The path has not 1 to 10 names.", "Give another path.");
    }
    String parent = asked.parent();
    ItemId.require(parent);
    List<String> names = new ArrayList<>();
    Ensured last = ensured(context, 1, parent, path.getFirst());
    names.add(last.name());
    for (int i = 1; i < path.size(); i++) {
      last = ensured(context, i + 1, last.id(), path.get(i));
      names.add(last.name());
    }
    return new FolderEnsured(last.id(), names);
  }

  private Ensured ensured(
      OperationContext context, int number, @Nullable String parent, String name) {
    ChildFolders children = new ChildFolders(graph, context);
    return children
        .named(parent, name)
        .or(() -> parent == null ? wellKnown(context, name) : Optional.empty())
        .map(Ensured::of)
        .orElseGet(
            () -> made(context, children, "make-folder-" + number, new Intent(parent, name)));
  }

  private Optional<MailFolder> wellKnown(OperationContext context, String name) {
    return WellKnownFolder.ofEnglishName(name)
        .map(known -> context.call("graph.folder.get", token -> graph.folder(token, known)));
  }

  private Ensured made(
      OperationContext context, ChildFolders children, String step, Intent intent) {
    try {
      return context
          .effects()
          .once(
              Step.of(step, Ensured.class, intent, CreateDraft.STORES_LATE),
              token -> Ensured.of(graph.createFolder(token, intent.parent(), intent.name())),
              attempted -> look(children, attempted.intent()));
    } catch (OperationStopped stopped) {
      if (!taken(stopped)) {
        throw stopped;
      }
      return children
          .named(intent.parent(), intent.name())
          .map(Ensured::of)
          .orElseThrow(() -> stopped);
    }
  }

  private static Finding<Ensured> look(ChildFolders children, Intent intent) {
    return children
        .named(intent.parent(), intent.name())
        .<Finding<Ensured>>map(folder -> new Finding.Happened<>(Ensured.of(folder)))
        .orElseGet(Finding.Absent::new);
  }

  /** Somebody else was faster, or a request of ours was carried out after all. */
  private static boolean taken(OperationStopped stopped) {
    return stopped.failure() instanceof Failure.Refused(Problem problem)
        && problem.code() == ProblemCode.CONFLICT;
  }

  /** What to look for, and where. */
  record Intent(@Nullable String parent, String name) {}

  /** A folder that is there. */
  record Ensured(String id, String name) {

    static Ensured of(MailFolder folder) {
      return new Ensured(folder.id(), Told.folder(folder, null).name());
    }
  }
}
