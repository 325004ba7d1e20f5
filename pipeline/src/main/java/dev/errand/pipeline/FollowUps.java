package dev.errand.pipeline;

import dev.errand.schemas.Command;
import dev.errand.schemas.Result;
import java.time.Instant;
import java.util.Optional;

/**
 * What a worker asks of itself, later, because of how a command ended. Thread-safe.
 *
 * <p>It is made durable with the end of the command, postponed until its time, and then one of the
 * user's commands like any other, in their order, with their token and within their limits. It is
 * an {@linkplain dev.errand.schemas.OperationCatalog#isFollowUp operation} that nobody else can ask
 * for; its result is not published, but for what it {@linkplain dev.errand.schemas.Published
 * found}, and it leaves no dead letter. Nothing of it changes the result that it follows.
 */
public interface FollowUps {

  /** Nothing follows anything. */
  FollowUps NONE = (command, result, begun) -> Optional.empty();

  /**
   * The command that follows, of the same user and to the same provider.
   *
   * @param command what ended; its data is there only if it was at hand
   * @param begun nothing that counts was done of it before. Of a replay that may be long before the
   *     replay itself: what it replays may have done it
   */
  Optional<Command> after(Command command, Result result, Instant begun);
}
