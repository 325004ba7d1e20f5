package dev.errand.schemas.mail;

/** Input of {@code attachment.get}. */
public record AttachmentGet(String message, String attachment) {}
