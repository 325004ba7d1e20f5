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
   *       Undecidable: the command ends {@code unknown}.
   *   <li>Otherwise a START marker with the intent is made durable, the call is made, and its
   *       output is recorded.
   * </ol>
   *
   * @throws OperationStopped if the call cannot be made now, was refused, or its outcome is in
   *     doubt
   */
  <I, T> T once(Step<I, T> step, Call<T> call, Probe<I, T> probe);

  /**
   * Decides something once, however often the operation runs: a later run has the first one's
   * choice, also after a crash. It asks the provider nothing, and is durable before any effect that
   * is begun after it; until then a crash forgets it, and nothing was done by it.
   *
   * @param name unique within the operation and the same in every run
   * @param choice what is decided; recorded, so a record that Jackson can write and read
   * @param within how long deciding takes at most, which it sees to itself: a worker that stops
   *     waits for it
   */
  <T> T chosen(String name, Class<T> choice, Duration within, Supplier<T> decide);
}
