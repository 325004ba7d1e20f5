package dev.errand.schemas.mail;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/**
 * A report that a mail did not arrive. Of its words only addresses and status codes are told.
 *
 * @param message the id of the report in the mailbox
 * @param at when the report came
 * @param recipients whom the mail did not reach; empty where the report does not say
 */
public record Bounce(String message, Instant at, List<FailedRecipient> recipients) {

  /** So many are told; Exchange writes a report for each. */
  public static final int MAX_RECIPIENTS = 100;

  private static final int KEY_BYTES = 8;

  public Bounce {
    recipients = List.copyOf(recipients);
  }

  /** A short name of the report, the same for ever. */
  public String key() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(message.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, KEY_BYTES);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java has SHA-256", impossible);
    }
  }
}
