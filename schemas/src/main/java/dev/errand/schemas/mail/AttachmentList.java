package dev.errand.schemas.mail;

/** Input of {@code attachment.list}. */
public record AttachmentList(String message) {}
