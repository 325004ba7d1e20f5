package dev.errand.schemas.mail;

/**
 * Output of {@code mail.delete}.
 *
 * @param message its id, by which it can be moved back
 * @param folder the id of Deleted Items
 */
public record MailDeleted(String message, String folder) {}
