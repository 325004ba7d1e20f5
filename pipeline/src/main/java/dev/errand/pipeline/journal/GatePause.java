package dev.errand.pipeline.journal;

import dev.errand.schemas.WaitCause;
import java.time.Instant;

/**
 * A pause for many users that outlives its owner.
 *
 * @param gate the workspace that has to stay away; empty if everyone has to
 */
public record GatePause(String gate, Instant notBefore, WaitCause cause) {}
