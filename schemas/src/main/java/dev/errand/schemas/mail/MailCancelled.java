package dev.errand.schemas.mail;

/**
 * Output of {@code mail.cancel}: nothing was done for that command, and nothing will be.
 *
 * @param command the id that was given
 */
public record MailCancelled(String command) {}
