package dev.errand.mailworker.graph;

/**
 * Where a message is to go.
 *
 * @param destinationId the id of a folder or a well-known name as {@code archive}
 */
public record Destination(String destinationId) {}
