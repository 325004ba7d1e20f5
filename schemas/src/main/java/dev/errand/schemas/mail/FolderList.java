package dev.errand.schemas.mail;

/** Input of {@code folder.list}: nothing but the person. */
public record FolderList() {}
