package dev.errand.schemas.mail;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Output of {@code mail.get}.
 *
 * @param body at most {@value #MAX_BODY} characters
 * @param truncated whether the body is longer than what is given here
 * @param attachments the first {@value #MAX_ATTACHMENTS}; absent: none
 */
public record Mail(
    String message,
    @Nullable String internetMessageId,
    @Nullable String conversation,
    @Nullable Address from,
    List<Address> to,
    List<Address> cc,
    List<Address> bcc,
    String subject,
    BodyType bodyType,
    String body,
    @Nullable Instant receivedAt,
    @Nullable Instant sentAt,
    boolean read,
    boolean draft,
    Importance importance,
    boolean hasAttachments,
    boolean truncated,
    @Nullable List<Attachments.Attachment> attachments) {

  /** So that the result fits into one Kafka record, whatever the characters. */
  public static final int MAX_BODY = 150_000;

  /** {@code attachment.list} has all of them. */
  public static final int MAX_ATTACHMENTS = 50;

  public Mail {
    to = List.copyOf(to);
    cc = List.copyOf(cc);
    bcc = List.copyOf(bcc);
    attachments = attachments == null ? null : List.copyOf(attachments);
  }
}
