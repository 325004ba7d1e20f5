package dev.errand.schemas.mail;

/**
 * A file to send along.
 *
 * @param content the bytes, in base64; all files of a mail together under 3 MB
 */
public record NewAttachment(String name, String contentType, String content) {}
