package dev.errand.schemas.mail;

/**
 * Input of {@code mail.cancel}.
 *
 * @param command the id of another command for the same mailbox
 */
public record MailCancel(String command) {}
