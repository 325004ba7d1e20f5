package dev.errand.schemas.mail;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Input of {@code mail.send}.
 *
 * @param bodyType absent: text
 * @param importance absent: normal
 */
public record MailSend(
    List<Address> to,
    @Nullable List<Address> cc,
    @Nullable List<Address> bcc,
    @Written(Wording.SUBJECT) String subject,
    @Written(Wording.BODY) String body,
    @Nullable BodyType bodyType,
    @Nullable Importance importance,
    @Nullable List<NewAttachment> attachments) {

  /** Exchange's default for to, cc and bcc together; administrators may allow up to 1,000. */
  public static final int MOST_RECIPIENTS = 500;

  public MailSend {
    to = List.copyOf(to);
    cc = cc == null ? null : List.copyOf(cc);
    bcc = bcc == null ? null : List.copyOf(bcc);
    attachments = attachments == null ? null : List.copyOf(attachments);
  }
}
