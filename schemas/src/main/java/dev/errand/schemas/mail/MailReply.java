package dev.errand.schemas.mail;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Input of {@code mail.reply} and {@code mail.reply-all}: whom an answer goes to, what it is called
 * and what it quotes follow from the mail.
 *
 * @param message the mail that is answered
 * @param internetMessageId its Message-ID header, by which it is found where the id is stale
 * @param receivedAt when it came: without it nothing is found again, since anyone can write a
 *     Message-ID into a mail
 * @param body stands above the quoted mail
 * @param bodyType absent: text
 * @param cc besides those that the mail itself names
 * @param importance absent: normal
 */
public record MailReply(
    String message,
    @Nullable String internetMessageId,
    @Nullable Instant receivedAt,
    @Written(Wording.BODY) String body,
    @Nullable BodyType bodyType,
    @Nullable List<Address> cc,
    @Nullable List<Address> bcc,
    @Nullable Importance importance,
    @Nullable List<NewAttachment> attachments) {

  public MailReply {
    cc = cc == null ? null : List.copyOf(cc);
    bcc = bcc == null ? null : List.copyOf(bcc);
    attachments = attachments == null ? null : List.copyOf(attachments);
  }
}
