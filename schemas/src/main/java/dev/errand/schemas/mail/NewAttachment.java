package dev.errand.schemas.mail;

/**
 * A file to send along.
 *
 * @param content the bytes, in base64; all files of a mail together about 700 KB, since they travel
 *     in its command
 */
public record NewAttachment(String name, String contentType, String content) {}
