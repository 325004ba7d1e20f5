package dev.errand.pipeline;

import java.time.Duration;
import java.util.function.Supplier;

/** Calls that change something and must not be made twice. */
public interface Effects {

  /**
   * Makes the call once, however often the operation runs.
   *
   * <ol>
   *   <li>If the step was finished in an earlier run, its recorded output is returned, without a
   *       call.
   *   <li>If an earlier run attempted it and its outcome is in doubt, the probe looks for the
   *       effect. Found: it is recorded and returned. Absent for good: the call is made again.
   *       Undecidable: the command ends {@code unknown}. If that other call is refused, the effect
   *       is looked for again before this is believed.
   *   <li>Otherwise a START marker with the intent is made durable, the call is made, and its
   *       output is recorded.
   * </ol>
   *
   * @throws OperationStopped if the call cannot be made now, was refused, or its outcome is in
   *     doubt
   */
  <I, T> T once(Step<I, T> step, Call<T> call, Probe<I, T> probe);

  /**
   * Whether a step that counts was attempted for this command, in this run or an earlier one, and
   * was not surely refused. What must not be done beside such an effect can be done before it.
   */
  boolean begun();

  /**
   * Whether that step was finished, in this run or an earlier one: then nothing has to be read for
   * it any more.
   */
  boolean finished(String step);

  /**
   * Decides something once, however often the operation runs: a later run has the first one's
   * choice, also after a crash. It is durable before any effect that is begun after it; until then
   * a crash forgets it, and nothing was done by it. It may read at the provider; but a read that
   * has to wait ends the run and with it all that was decided so far, so what is dear is decided by
   * itself.
   *
   * @param name unique within the operation and the same in every run
   * @param choice what is decided; recorded, so a record that Jackson can write and read
   * @param within how long deciding takes at most, which it sees to itself: a worker that stops
   *     waits for it. A read has its own time
   */
  <T> T chosen(String name, Class<T> choice, Duration within, Supplier<T> decide);
}
