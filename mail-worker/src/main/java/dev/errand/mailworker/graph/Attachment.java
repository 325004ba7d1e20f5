package dev.errand.mailworker.graph;

import org.jspecify.annotations.Nullable;

/** What is told of an attachment that is there. */
public record Attachment(String id, @Nullable String name) {}
