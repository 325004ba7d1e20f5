package dev.errand.pipeline;

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
}
