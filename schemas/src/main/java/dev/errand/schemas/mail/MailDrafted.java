package dev.errand.schemas.mail;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Output of {@code mail.draft}.
 *
 * @param message its id, until it is sent
 * @param internetMessageId its Message-ID header
 * @param converted where it goes, of those addresses that travel in another form than they were
 *     written; absent: of none
 */
public record MailDrafted(
    String message,
    @Nullable String internetMessageId,
    @Nullable String conversation,
    @Nullable List<ConvertedAddress> converted) {

  public MailDrafted {
    converted = converted == null || converted.isEmpty() ? null : List.copyOf(converted);
  }
}
