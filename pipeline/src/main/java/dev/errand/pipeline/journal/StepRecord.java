package dev.errand.pipeline.journal;

import dev.errand.pipeline.Cost;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * How far one effect of a command has come.
 *
 * @param epoch of the owner who attempted it last
 * @param startedAt when it was first attempted, by the journal's clock
 * @param deadline after which that attempt's request is surely over, by the journal's clock
 * @param attempts how often it was attempted
 * @param decisive whether, once done, the command counts as begun and its deadline no longer stops
 *     it
 * @param intent what the probe needs to recognise the effect
 * @param spent what the command had taken from the limits before this attempt and with it
 * @param output what the finished step gave; absent while its outcome is in doubt
 */
public record StepRecord(
    String step,
    long epoch,
    Instant startedAt,
    Instant deadline,
    int attempts,
    boolean decisive,
    JsonNode intent,
    Cost spent,
    @Nullable JsonNode output) {

  private static final JsonNode NO_INTENT = JsonNodeFactory.instance.objectNode();

  /** What was decided rather than done: nothing was attempted, and nothing is in doubt. */
  public static StepRecord chosen(String name, long epoch, Instant at, JsonNode choice) {
    return new StepRecord(name, epoch, at, at, 0, false, NO_INTENT, Cost.NOTHING, choice);
  }

  public boolean inDoubt() {
    return output == null;
  }

  public StepRecord finished(JsonNode output) {
    return new StepRecord(
        step, epoch, startedAt, deadline, attempts, decisive, intent, spent, output);
  }
}
