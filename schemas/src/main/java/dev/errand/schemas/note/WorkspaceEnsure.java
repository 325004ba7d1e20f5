package dev.errand.schemas.note;

/** Input of {@code workspace.ensure}: nothing but the person. */
public record WorkspaceEnsure() {}
