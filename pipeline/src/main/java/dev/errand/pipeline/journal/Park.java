package dev.errand.pipeline.journal;

import dev.errand.schemas.Priority;
import dev.errand.schemas.Problem;
import dev.errand.schemas.UserId;
import dev.errand.schemas.WaitCause;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A wait that outlives its owner.
 *
 * @param since from when on the head is tried: its first run, and later by what it waited for its
 *     person to connect again
 * @param failures how many runs of the head failed in a row, which sets the next back-off
 * @param otherwise what the head ends with if it is given up meanwhile; absent: the cause, in the
 *     engine's words
 */
public record Park(
    UserId user,
    Priority priority,
    Instant notBefore,
    WaitCause cause,
    Instant since,
    int failures,
    @Nullable Problem otherwise) {}
