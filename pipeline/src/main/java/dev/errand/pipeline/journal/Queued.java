package dev.errand.pipeline.journal;

import dev.errand.schemas.Command;
import java.time.Instant;

/** A command that was taken over and has not ended. */
public record Queued(long offset, Command command, Instant acceptedAt) {}
