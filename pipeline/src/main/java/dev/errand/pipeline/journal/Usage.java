package dev.errand.pipeline.journal;

import dev.errand.pipeline.Cost;
import dev.errand.schemas.UserId;
import java.time.Instant;

/** What a user's commands took from the limits, at the latest at that time. */
public record Usage(UserId user, Instant at, Cost cost) {}
