package dev.errand.pipeline.journal;

import dev.errand.pipeline.Cost;
import dev.errand.pipeline.LimitUnit;
import dev.errand.schemas.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a new owner must know of a partition.
 *
 * @param at when it was read, by the journal's clock
 * @param heads the first command of each user and priority
 * @param steps what was attempted or finished, by the command's offset
 * @param parks waits that are not over
 * @param gates pauses for many users that are not over
 * @param spent what was taken from the limits so far, by the command's offset
 * @param usage what ended commands took from the limits in the window that was asked for, oldest
 *     first
 * @param nextOffset how far the partition was read when the pending commands were counted
 * @param waiting how many commands of each user were queued by then
 * @param results how many results were stored so far, which is the place of the last one
 * @param published the place up to which they are on the results topic for sure
 */
public record Loaded(
    Instant at,
    List<Queued> heads,
    Map<Long, List<StepRecord>> steps,
    List<Park> parks,
    List<GatePause> gates,
    Map<Long, Cost> spent,
    List<Usage> usage,
    long nextOffset,
    Map<UserId, Long> waiting,
    long results,
    long published) {

  /** How many commands were queued by then. */
  public long pending() {
    return waiting.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * What a head has taken from the limits, at the most.
   *
   * @param unrecorded how many calls nobody wrote down, because the owner before did not let go in
   *     order
   */
  public Cost spent(Queued head, int unrecorded) {
    return spent.getOrDefault(head.offset(), Cost.NOTHING).and(LimitUnit.REQUESTS, unrecorded);
  }
}
