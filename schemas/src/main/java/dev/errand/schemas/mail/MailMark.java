package dev.errand.schemas.mail;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Input of {@code mail.mark}: what is absent stays, but something is to change.
 *
 * @param internetMessageId the Message-ID header, by which the mail is found where the id is stale
 * @param categories all that the mail has afterwards
 */
public record MailMark(
    String message,
    @Nullable String internetMessageId,
    @Nullable Boolean read,
    @Nullable Flag flag,
    @Written(Wording.NAME) @Nullable List<String> categories) {

  public MailMark {
    categories = categories == null ? null : List.copyOf(categories);
  }
}
