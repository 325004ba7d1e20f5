package dev.errand.mailworker.operations;

import dev.errand.mailworker.graph.GraphMail;
import dev.errand.mailworker.graph.Message;
import dev.errand.mailworker.letter.ItemId;
import dev.errand.pipeline.Failure;
import dev.errand.pipeline.OperationContext;
import dev.errand.pipeline.OperationStopped;
import dev.errand.schemas.Problem;
import dev.errand.schemas.ProblemCode;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Ids that do not lead to their message any more. The ids that we give out stay when a message is
 * moved; others change with each move, and that of a draft perhaps when it is sent. Then the
 * Message-ID header is a second way to it, if the command gives it and one message alone has it: a
 * mailbox may have several
 * (https://github.com/microsoftgraph/microsoft-graph-docs-contrib/issues/6203).
 */
final class StaleIds {

  private final GraphMail graph;
  private final OperationContext context;

  StaleIds(GraphMail graph, OperationContext context) {
    this.graph = graph;
    this.context = context;
  }

  /** Does something with the message; if the id leads nowhere, with the one that is meant. */
  <T> T with(String id, @Nullable String internetMessageId, Function<String, T> deed) {
    ItemId.require(id);
    try {
      return deed.apply(id);
    } catch (OperationStopped stopped) {
      if (internetMessageId == null || !notFound(stopped)) {
        throw stopped;
      }
      return deed.apply(meant(internetMessageId, stopped));
    }
  }

  private static boolean notFound(OperationStopped stopped) {
    return stopped.failure() instanceof Failure.Refused(Problem problem)
        && problem.code() == ProblemCode.NOT_FOUND;
  }

  private String meant(String internetMessageId, OperationStopped stopped) {
    List<Message> found =
        context
            .call("graph.message.find", token -> graph.ofInternetId(token, internetMessageId))
            .items();
    if (found.isEmpty()) {
      throw stopped;
    }
    if (found.size() > 1) {
      throw OperationStopped.refused(
          Problem.of(ProblemCode.CONFLICT, "Several of your mails have that Message-ID.")
              .action("List the folder again and take the id of the mail from there."));
    }
    return found.getFirst().id();
  }
}
