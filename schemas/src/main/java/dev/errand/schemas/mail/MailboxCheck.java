package dev.errand.schemas.mail;

/** Input of {@code mailbox.check}: nothing but the person. */
public record MailboxCheck() {}
