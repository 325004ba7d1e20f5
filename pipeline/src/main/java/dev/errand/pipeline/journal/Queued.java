package dev.errand.pipeline.journal;

import dev.errand.schemas.Command;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A command that was taken over and has not ended.
 *
 * @param command without its data if that is large, see {@link #waiting}
 * @param acceptedAt when it got its place in the order
 * @param steps what the command it replays has attempted and finished; empty unless it is a replay
 * @param postponedAt when it came first, if its time had not come then
 */
public record Queued(
    long offset,
    Command command,
    Instant acceptedAt,
    List<StepRecord> steps,
    @Nullable Instant postponedAt) {

  public Queued {
    command = waiting(command);
    steps = List.copyOf(steps);
  }

  /** A command that was never postponed. */
  public Queued(long offset, Command command, Instant acceptedAt, List<StepRecord> steps) {
    this(offset, command, acceptedAt, steps, null);
  }

  /** A command that begins with nothing. */
  public Queued(long offset, Command command, Instant acceptedAt) {
    this(offset, command, acceptedAt, List.of());
  }

  /** As it waits: many wait, and few run, so large data stays in the journal until it does. */
  public static Command waiting(Command command) {
    return Weight.isLarge(command.data())
        ? command.with(JsonNodeFactory.instance.nullNode())
        : command;
  }

  /** The same without its data, however small. */
  public Queued light() {
    return with(command.with(JsonNodeFactory.instance.nullNode()));
  }

  /** The same with more or less of its data. */
  public Queued with(Command other) {
    return new Queued(offset, other, acceptedAt, steps, postponedAt);
  }

  /** The same that begins with what another attempted and finished. */
  public Queued with(List<StepRecord> others) {
    return new Queued(offset, command, acceptedAt, others, postponedAt);
  }

  /** Whether the data is here. */
  public boolean isWhole() {
    return !command.data().isNull();
  }

  /** When it came first. */
  public Instant firstAcceptedAt() {
    return postponedAt == null ? acceptedAt : postponedAt;
  }

  /** How long it stood in no order, since its time had not come. */
  public Duration postponed() {
    return Duration.between(firstAcceptedAt(), acceptedAt);
  }
}
