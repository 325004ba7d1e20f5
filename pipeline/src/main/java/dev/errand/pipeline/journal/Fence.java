package dev.errand.pipeline.journal;

import java.util.UUID;

/**
 * The right to write for a partition, until somebody else claims it. Owner and epoch are both
 * checked in every write: after a database failover that lost the last claim, an epoch alone could
 * repeat.
 */
public record Fence(Partition partition, UUID owner, long epoch) {}
