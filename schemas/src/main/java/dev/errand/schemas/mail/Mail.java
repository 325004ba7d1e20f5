package dev.errand.schemas.mail;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Output of {@code mail.get}.
 *
 * @param body at most {@value #MAX_BODY} characters
 * @param truncated whether the body is longer than what is given here
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
    boolean truncated) {

  /** So that the result fits into one Kafka record, whatever the characters. */
  public static final int MAX_BODY = 150_000;

  public Mail {
    to = List.copyOf(to);
    cc = List.copyOf(cc);
    bcc = List.copyOf(bcc);
  }
}
