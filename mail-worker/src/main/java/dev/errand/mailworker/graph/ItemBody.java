package dev.errand.mailworker.graph;

import org.jspecify.annotations.Nullable;

/**
 * A body.
 *
 * @param contentType {@code text} or {@code html}
 */
public record ItemBody(@Nullable String contentType, @Nullable String content) {}
