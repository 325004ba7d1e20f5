package dev.errand.pipeline;

import java.time.Instant;

/**
 * An effect that may have happened.
 *
 * @param intent as it was recorded before the first attempt, which may differ from what this run
 *     would intend
 * @param startedAt when the first attempt was marked, by the journal's clock; allow for a
 *     provider's clock that is some seconds off
 * @param settled whether the provider can no longer carry it out, so that absence now is final
 */
public record Attempted<I>(I intent, Instant startedAt, boolean settled) {}
