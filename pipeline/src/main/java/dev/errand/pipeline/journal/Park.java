package dev.errand.pipeline.journal;

import dev.errand.schemas.Priority;
import dev.errand.schemas.UserId;
import dev.errand.schemas.WaitCause;
import java.time.Instant;

/**
 * A wait that outlives its owner.
 *
 * @param since from when on the head is tried: its first run, and later by what it waited for its
 *     person to connect again
 * @param failures how many runs of the head failed in a row, which sets the next back-off
 */
public record Park(
    UserId user,
    Priority priority,
    Instant notBefore,
    WaitCause cause,
    Instant since,
    int failures) {}
