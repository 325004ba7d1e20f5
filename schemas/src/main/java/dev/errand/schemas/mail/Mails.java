package dev.errand.schemas.mail;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Output of {@code mail.list} and {@code mail.search}, newest first; a cursor where there is more.
 */
public record Mails(List<Summary> mails, @Nullable String cursor) {

  public Mails {
    mails = List.copyOf(mails);
  }

  /** One mail without its body. */
  public record Summary(
      String message,
      @Nullable Address from,
      String subject,
      String preview,
      @Nullable Instant receivedAt,
      boolean read,
      boolean draft,
      boolean hasAttachments) {}
}
