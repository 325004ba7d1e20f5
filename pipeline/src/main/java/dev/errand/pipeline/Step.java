package dev.errand.pipeline;

import java.time.Duration;

/**
 * One effect of an operation.
 *
 * @param name unique within the operation and the same in every run, as {@code create-page} or
 *     {@code append-3}; also the call's name in metrics when cut before its number
 * @param output what the call gives; recorded, so that a later run has it without the call
 * @param intent what the probe needs to recognise the effect, fixed before the first attempt; a
 *     record that Jackson can write and read
 * @param cost what the call takes from the user's limits
 * @param decisive whether the command counts as begun once this is done; before, its deadline and
 *     its patience can still stop it. A mail's draft is not decisive, its sending is.
 * @param settles how long after the call's deadline the provider may still carry it out; only then
 *     is absence final
 */
public record Step<I, T>(
    String name, Class<T> output, I intent, Cost cost, boolean decisive, Duration settles) {

  public static <I, T> Step<I, T> of(String name, Class<T> output, I intent, Duration settles) {
    return new Step<>(name, output, intent, Cost.ONE_REQUEST, true, settles);
  }

  public Step<I, T> costing(Cost cost) {
    return new Step<>(name, output, intent, cost, decisive, settles);
  }

  /** The same, only as preparation for what counts. */
  public Step<I, T> preparing() {
    return new Step<>(name, output, intent, cost, false, settles);
  }
}
