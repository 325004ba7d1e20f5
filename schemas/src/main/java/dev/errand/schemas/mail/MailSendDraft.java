package dev.errand.schemas.mail;

/** Input of {@code mail.send-draft}. */
public record MailSendDraft(String message) {}
