package dev.errand.mailworker.operations;

import dev.errand.mailworker.graph.GraphMail;
import dev.errand.mailworker.graph.Message;
import dev.errand.mailworker.letter.ItemId;
import dev.errand.pipeline.Failure;
import dev.errand.pipeline.OperationContext;
import dev.errand.pipeline.OperationStopped;
import dev.errand.schemas.Problem;
import dev.errand.schemas.ProblemCode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Ids that do not lead to their message any more. The ids that we give out stay when a message is
 * moved; others change with each move, and that of a draft perhaps when it is sent. Then the
 * Message-ID header is a second way to it, if the command gives it and one message alone has it: a
 * mailbox may have several
 * (https://github.com/microsoftgraph/microsoft-graph-docs-contrib/issues/6203), and whoever knows
 * the header of a mail can write it into another one.
 *
 * <p>So what is done with the message counts. To read it, or to put it elsewhere, gives nothing to
 * whoever sent it. An answer does: {@link #received} wants to know more.
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
    return orElse(
        id, internetMessageId != null, deed, gone -> meant(given(internetMessageId), gone).id());
  }

  /**
   * The same where something leaves the mailbox with it. The one that is meant must also have come
   * in that second: the mailbox itself wrote that down, and no sender has a say in it. Who does not
   * know when it came has no second way.
   */
  <T> T received(
      String id,
      @Nullable String internetMessageId,
      @Nullable Instant receivedAt,
      Function<String, T> deed) {
    return orElse(
        id,
        internetMessageId != null && receivedAt != null,
        deed,
        gone -> cameAt(given(receivedAt), meant(given(internetMessageId), gone)).id());
  }

  /** Looks for an effect: by the id with which it was begun, else by the one found since. */
  static <T> T either(String begunWith, String found, Function<String, T> look) {
    return orElse(begunWith, !begunWith.equals(found), look, _ -> found);
  }

  private static <T> T orElse(
      String id,
      boolean known,
      Function<String, T> deed,
      Function<OperationStopped, String> second) {
    ItemId.require(id);
    try {
      return deed.apply(id);
    } catch (OperationStopped stopped) {
      if (!known || !notFound(stopped)) {
        throw stopped;
      }
      return deed.apply(second.apply(stopped));
    }
  }

  private static <V> V given(@Nullable V value) {
    return Objects.requireNonNull(value, "Nobody looks without it");
  }

  private static boolean notFound(OperationStopped stopped) {
    return stopped.failure() instanceof Failure.Refused(Problem problem)
        && problem.code() == ProblemCode.NOT_FOUND;
  }

  /** Graph compares without the case of letters. */
  private Message meant(String internetMessageId, OperationStopped gone) {
    FoundMessages found =
        FoundMessages.of(graph, context, token -> graph.ofInternetId(token, internetMessageId));
    List<Message> same =
        found.messages().stream()
            .filter(message -> internetMessageId.equals(message.internetMessageId()))
            .toList();
    if (same.isEmpty() && found.whole()) {
      throw gone;
    }
    if (same.size() != 1 || !found.whole()) {
      throw notSure("Several of your mails have that Message-ID, or may have.");
    }
    return same.getFirst();
  }

  private static Message cameAt(Instant receivedAt, Message message) {
    Instant came = message.receivedDateTime();
    if (came == null || !inSeconds(came).equals(inSeconds(receivedAt))) {
      throw notSure("The mail that has that Message-ID now came at another time.");
    }
    return message;
  }

  /** Graph tells no more. */
  private static Instant inSeconds(Instant moment) {
    return moment.truncatedTo(ChronoUnit.SECONDS);
  }

  private static OperationStopped notSure(String title) {
    return OperationStopped.refused(
        Problem.of(ProblemCode.CONFLICT, title)
            .detail("It may be another mail than the one that is meant, and nothing was done.")
            .action("List the folder again and take the id of the mail from there."));
  }
}
