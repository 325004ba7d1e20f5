package dev.errand.runtime.index;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A note as a search sees it.
 *
 * @param editedAt in seconds since 1970
 * @param vector absent until it is made
 * @param unread whether some of it is not in the vector yet
 */
public record Seen(
    UUID page,
    double editedAt,
    byte[] titleWords,
    byte[] words,
    byte @Nullable [] vector,
    boolean unread) {}
