package dev.errand.schemas.mail;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Output of whatever sends a mail.
 *
 * @param internetMessageId the Message-ID header that the draft had; the mail can be found by it
 * @param mode absent: looked after until it was surely sent, once
 * @param converted where it goes, of those addresses that travel in another form than they were
 *     written; absent: of none
 */
public record MailSent(
    @Nullable String internetMessageId,
    @Nullable String conversation,
    @Nullable SendMode mode,
    @Nullable List<ConvertedAddress> converted) {

  public MailSent {
    converted = converted == null || converted.isEmpty() ? null : List.copyOf(converted);
  }

  /** The same, going there. */
  public MailSent to(List<ConvertedAddress> others) {
    return new MailSent(internetMessageId, conversation, mode, others);
  }
}
