package dev.errand.schemas.mail;

import org.jspecify.annotations.Nullable;

/**
 * A file to send along: by its content or by its upload.
 *
 * @param name absent: that of the upload
 * @param contentType absent: that of the upload
 * @param content the bytes, in base64; all files of a mail together about 700 KB, since they travel
 *     in its command
 * @param upload the id of a file that was uploaded before, of up to 150 MB
 */
public record NewAttachment(
    @Nullable String name,
    @Nullable String contentType,
    @Nullable String content,
    @Nullable String upload) {

  /** A small file, which travels in the command. */
  public NewAttachment(String name, String contentType, String content) {
    this(name, contentType, content, null);
  }
}
