package dev.errand.pipeline;

import dev.errand.schemas.OperationName;
import dev.errand.schemas.UserId;

/**
 * One thing an assistant can ask for: plain sequential code that reads like the errand.
 *
 * <p>It may run more than once: after a wait, a refused token, or a crash, it runs again from its
 * first line. What it read is read again; an effect that was done {@link Effects#once} is not done
 * again. So it keeps nothing between runs, and is shared by all threads.
 */
public interface Operation {

  OperationName name();

  /**
   * Whether it works in that user's account at the provider. One that does not is run without a
   * token, a permit or a gate, and has no calls and no effects of the provider: what it does by
   * itself it must be able to do again without harm. The same answer in every run of a process.
   */
  default boolean needsConnection(UserId user) {
    return true;
  }

  /**
   * Whether it changes something by calls that may be repeated, or by steps that only prepare.
   * Nobody writes down that what counts was done: so once it has run it may have been, and is not
   * taken back any more.
   */
  default boolean changesByCalls() {
    return false;
  }

  /**
   * Whether it does not wait for those before it that wait, as for a limit or for their person.
   * Only for what changes nothing but whether others are done.
   */
  default boolean goesAhead() {
    return false;
  }

  /**
   * Does it.
   *
   * @return the output of the result, a record that Jackson can write
   * @throws OperationStopped when a call or the operation itself says it cannot go on
   */
  Object perform(OperationContext context);
}
