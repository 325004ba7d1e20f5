package dev.errand.mailworker.operations;

import static java.util.Objects.requireNonNullElse;

import dev.errand.mailworker.graph.GraphMail;
import dev.errand.mailworker.graph.Message;
import dev.errand.pipeline.Attempted;
import dev.errand.pipeline.Finding;
import dev.errand.pipeline.OperationContext;
import dev.errand.pipeline.Step;
import org.jspecify.annotations.Nullable;

/**
 * A message is put into a folder. For one run of an operation.
 *
 * <p>It could be said again without harm, since the ids we give out stay; but it must not be
 * carried out late, when the next command has moved the message on. So it is an effect. After doubt
 * the message tells where it lies, and the folder which id it has: a command may name it by a
 * well-known name.
 */
final class PutIntoFolder {

  private final GraphMail graph;
  private final OperationContext context;

  PutIntoFolder(GraphMail graph, OperationContext context) {
    this.graph = graph;
    this.context = context;
  }

  /** The message of that id; if the id leads nowhere, the one that is meant. */
  Placed once(String step, String message, @Nullable String internetMessageId, String folder) {
    return new StaleIds(graph, context)
        .with(message, internetMessageId, found -> once(step, found, folder));
  }

  private Placed once(String step, String message, String folder) {
    return context
        .effects()
        .once(
            Step.of(step, Placed.class, new Intent(message, folder), CreateDraft.STORES_LATE),
            token -> Placed.of(graph.move(token, message, folder)),
            attempted -> look(attempted, message));
  }

  private Finding<Placed> look(Attempted<Intent> attempted, String found) {
    Intent intent = attempted.intent();
    Placed now = StaleIds.either(intent.message(), found, this::placed);
    String folder =
        context.call("graph.folder.get", token -> graph.folder(token, intent.folder())).id();
    return now.folder().equals(folder) ? new Finding.Happened<>(now) : new Finding.Absent<>();
  }

  private Placed placed(String message) {
    return context.call("graph.message.get", token -> Placed.of(graph.state(token, message)));
  }

  /** What to look for, and where. */
  record Intent(String message, String folder) {}

  /** Where a message lies. */
  record Placed(String message, String folder) {

    static Placed of(Message message) {
      return new Placed(message.id(), requireNonNullElse(message.parentFolderId(), ""));
    }
  }
}
