package dev.errand.schemas.mail;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Output of {@code attachment.list}. */
public record Attachments(List<Attachment> attachments) {

  /** Further ones are left out, so that the result fits into one Kafka record. */
  public static final int MAX_ATTACHMENTS = 500;

  public Attachments {
    attachments = List.copyOf(attachments);
  }

  /**
   * What is attached, without its content.
   *
   * @param name as the sender wrote it: nothing to make a path of
   * @param contentType as the sender says, which need not be true
   * @param size bytes with what Outlook adds to them
   * @param inline whether it is shown in the body, as pictures are
   */
  public record Attachment(
      String attachment,
      AttachmentKind kind,
      String name,
      @Nullable String contentType,
      int size,
      boolean inline) {}
}
