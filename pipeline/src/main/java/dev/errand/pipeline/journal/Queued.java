package dev.errand.pipeline.journal;

import dev.errand.schemas.Command;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A command that was taken over and has not ended.
 *
 * @param command without its data if that is large, see {@link #waiting}
 * @param steps what the command it replays has attempted and finished; empty unless it is a replay
 */
public record Queued(long offset, Command command, Instant acceptedAt, List<StepRecord> steps) {

  public Queued {
    command = waiting(command);
    steps = List.copyOf(steps);
  }

  /** As it waits: many wait, and few run, so large data stays in the journal until it does. */
  public static Command waiting(Command command) {
    return Weight.isLarge(command.data())
        ? command.with(JsonNodeFactory.instance.nullNode())
        : command;
  }

  /** The same without its data, however small. */
  public Queued light() {
    return new Queued(offset, command.with(JsonNodeFactory.instance.nullNode()), acceptedAt, steps);
  }

  /** Whether the data is here. */
  public boolean isWhole() {
    return !command.data().isNull();
  }

  /** A command that begins with nothing. */
  public Queued(long offset, Command command, Instant acceptedAt) {
    this(offset, command, acceptedAt, List.of());
  }
}
