package dev.errand.pipeline.journal;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * What became of a list of entries.
 *
 * @param at when they were written, by the journal's clock
 * @param sequences the place that the result of each ended or taken back command got, by its entry;
 *     none of an entry whose command has another result
 * @param fenced partitions that have another owner: none of their entries was written
 * @param gone markers of commands that have ended already: they were not written, and nothing may
 *     be done for their commands
 */
public record Written(
    Instant at, Map<Entry, Long> sequences, Set<Fence> fenced, Set<Entry.Started> gone) {}
