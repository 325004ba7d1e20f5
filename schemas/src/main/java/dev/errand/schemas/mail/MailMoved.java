package dev.errand.schemas.mail;

/**
 * Output of {@code mail.move}.
 *
 * @param message its id, which later moves do not change
 * @param folder the id of the folder in which it lies now
 */
public record MailMoved(String message, String folder) {}
