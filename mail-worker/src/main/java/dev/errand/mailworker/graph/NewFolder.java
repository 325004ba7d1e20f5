package dev.errand.mailworker.graph;

/** A folder to be made. */
public record NewFolder(String displayName) {}
