package dev.errand.apiingest.operator;

import dev.errand.schemas.CommandId;
import dev.errand.schemas.Problem;
import org.jspecify.annotations.Nullable;

/** How the wish to replay something ended. */
sealed interface Replayed {

  /**
   * Kafka has it. Asked for once more, the same is published, and known again by its id.
   *
   * @param command its id; absent where it is not legible
   */
  record Published(@Nullable CommandId command) implements Replayed {}

  /** There is no such thing. */
  record NotFound() implements Replayed {}

  /** It cannot be replayed, and this is why. */
  record Refused(Problem problem) implements Replayed {}

  /** Kafka did not confirm. It may be there all the same; repeating is safe. */
  record NotPublished() implements Replayed {}
}
