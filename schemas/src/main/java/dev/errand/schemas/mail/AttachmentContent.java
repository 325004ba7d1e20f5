package dev.errand.schemas.mail;

import org.jspecify.annotations.Nullable;

/**
 * Output of {@code attachment.get}: with the bytes, or where they can be fetched.
 *
 * @param name as the sender wrote it: nothing to make a path of
 * @param contentType as the sender says, which need not be true
 * @param inline whether it is shown in the body, as pictures are
 * @param size bytes
 * @param content the bytes, in base64, if they are at most {@value #MAX_BYTES}
 * @param download if they are more
 */
public record AttachmentContent(
    String attachment,
    String name,
    @Nullable String contentType,
    boolean inline,
    int size,
    @Nullable String content,
    @Nullable Download download) {

  /** In base64 920,000 characters, so that the result fits into one Kafka record. */
  public static final int MAX_BYTES = 690_000;
}
