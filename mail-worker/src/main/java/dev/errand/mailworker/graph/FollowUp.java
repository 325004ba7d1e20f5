package dev.errand.mailworker.graph;

import org.jspecify.annotations.Nullable;

/**
 * What is to be done about a message.
 *
 * @param flagStatus {@code notFlagged}, {@code flagged} or {@code complete}
 */
public record FollowUp(@Nullable String flagStatus) {}
