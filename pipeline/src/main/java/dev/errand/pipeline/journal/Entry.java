package dev.errand.pipeline.journal;

import dev.errand.pipeline.Cost;
import dev.errand.schemas.Command;
import dev.errand.schemas.Result;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One thing the engine writes down. Many go into one transaction. */
public sealed interface Entry {

  Fence fence();

  /**
   * The START marker: the effect is about to be attempted. Replaces an earlier marker of the step,
   * but keeps its intent and start.
   *
   * @param use written down for good, whatever becomes of the marker
   * @param within how long from now the attempt may last
   */
  record Started(
      Fence fence,
      long offset,
      TokenUse use,
      String step,
      boolean decisive,
      JsonNode intent,
      Duration within,
      Cost spent)
      implements Entry {}

  /** The step gave this, and will not be attempted again. */
  record Finished(Fence fence, long offset, String step, JsonNode output) implements Entry {}

  /**
   * The command decided this, and will not decide it again. A second one of the name is dropped.
   */
  record Chosen(Fence fence, long offset, String name, JsonNode choice) implements Entry {}

  /** The attempt surely had no effect: its marker is taken back. */
  record Withdrawn(Fence fence, long offset, String step) implements Entry {}

  /** What a command has taken from the limits so far. */
  record Spent(Fence fence, long offset, Cost spent) implements Entry {}

  /**
   * The user's order waits, since this command at its front does. Replaces an earlier park of it;
   * the end of the command removes it, and if it has ended already there is none.
   */
  record Parked(Fence fence, long offset, Park park) implements Entry {}

  /** Many have to stay away. Replaces an earlier pause of that gate. */
  record Shut(Fence fence, GatePause pause) implements Entry {}

  /**
   * The command ended: it leaves the queue, and its result gets the next place in the sequence. If
   * it failed or nobody knows, a {@link DeadLetter} is left. The first of several ends counts.
   *
   * @param followUp what follows it, postponed until its time; only from here can such a command
   *     come, see {@link dev.errand.pipeline.FollowUps}
   */
  record Ended(Fence fence, long offset, Result result, Cost spent, @Nullable Command followUp)
      implements Entry {

    /** The end of a command that nothing follows. */
    public Ended(Fence fence, long offset, Result result, Cost spent) {
      this(fence, offset, result, spent, null);
    }
  }

  /**
   * A postponed command is taken back: it is postponed no longer, and has this result, unless it
   * has one. Nothing, if it is not there any more.
   */
  record TakenBack(Fence fence, Result result) implements Entry {}

  /** All results up to this place are on the results topic. */
  record Published(Fence fence, long sequence) implements Entry {}
}
