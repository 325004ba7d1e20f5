package dev.errand.schemas.note;

/** Input of {@code workspace.check}: nothing but the person. */
public record WorkspaceCheck() {}
