package dev.errand.schemas.mail;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Input of {@code mail.forward}.
 *
 * @param message the mail that is passed on, with its files
 * @param internetMessageId its Message-ID header, by which it is found where the id is stale
 * @param receivedAt when it came: without it nothing is found again, since anyone can write a
 *     Message-ID into a mail
 * @param body stands above the mail; absent: nothing does
 * @param bodyType absent: text
 * @param importance absent: normal
 * @param attachments besides the mail's own
 */
public record MailForward(
    String message,
    @Nullable String internetMessageId,
    @Nullable Instant receivedAt,
    List<Address> to,
    @Nullable List<Address> cc,
    @Nullable List<Address> bcc,
    @Written(Wording.BODY) @Nullable String body,
    @Nullable BodyType bodyType,
    @Nullable Importance importance,
    @Nullable List<NewAttachment> attachments) {

  public MailForward {
    to = List.copyOf(to);
    cc = cc == null ? null : List.copyOf(cc);
    bcc = bcc == null ? null : List.copyOf(bcc);
    attachments = attachments == null ? null : List.copyOf(attachments);
  }
}
