package dev.errand.pipeline.journal;

import dev.errand.schemas.Result;

/**
 * A result as it was made durable.
 *
 * @param sequence its place in the partition's results, from 1 without gaps
 */
public record StoredResult(Partition partition, long sequence, Result result) {}
