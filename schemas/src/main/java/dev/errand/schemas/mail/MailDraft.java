package dev.errand.schemas.mail;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Input of {@code mail.draft}: a mail as in {@link MailSend}, which need not say yet whom it is
 * for.
 *
 * @param bodyType absent: text
 * @param importance absent: normal
 */
public record MailDraft(
    @Nullable List<Address> to,
    @Nullable List<Address> cc,
    @Nullable List<Address> bcc,
    @Written(Wording.SUBJECT) String subject,
    @Written(Wording.BODY) String body,
    @Nullable BodyType bodyType,
    @Nullable Importance importance,
    @Nullable List<NewAttachment> attachments) {

  public MailDraft {
    to = to == null ? null : List.copyOf(to);
    cc = cc == null ? null : List.copyOf(cc);
    bcc = bcc == null ? null : List.copyOf(bcc);
    attachments = attachments == null ? null : List.copyOf(attachments);
  }
}
