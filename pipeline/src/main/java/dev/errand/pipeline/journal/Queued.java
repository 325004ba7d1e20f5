package dev.errand.pipeline.journal;

import dev.errand.schemas.Command;
import java.time.Instant;
import java.util.List;

/**
 * A command that was taken over and has not ended.
 *
 * @param steps what the command it replays has attempted and finished; empty unless it is a replay
 */
public record Queued(long offset, Command command, Instant acceptedAt, List<StepRecord> steps) {

  public Queued {
    steps = List.copyOf(steps);
  }

  /** A command that begins with nothing. */
  public Queued(long offset, Command command, Instant acceptedAt) {
    this(offset, command, acceptedAt, List.of());
  }
}
