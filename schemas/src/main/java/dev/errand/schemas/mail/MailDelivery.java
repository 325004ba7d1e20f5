package dev.errand.schemas.mail;

import java.time.Instant;
import java.util.List;

/**
 * Input of {@code mail.delivery}, which workers ask of themselves: whether a mail came back.
 *
 * @param command what sent it
 * @param internetMessageId its Message-ID header
 * @param since no report of it came before
 * @param sentAt when its command had ended
 * @param look which look it is, from 1
 * @param told the reports that an earlier look told of, by their {@linkplain Bounce#key() keys}
 */
public record MailDelivery(
    OriginalCommand command,
    String internetMessageId,
    Instant since,
    Instant sentAt,
    int look,
    List<String> told) {

  public MailDelivery {
    told = List.copyOf(told);
  }
}
