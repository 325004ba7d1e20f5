package dev.errand.schemas.mail;

import dev.errand.schemas.CommandId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Input of {@code mail.delivery}, which workers ask of themselves: whether a mail came back.
 *
 * @param command what sent it
 * @param internetMessageId its Message-ID header
 * @param since no report of it came before
 * @param sentAt when its command had ended
 * @param look which look it is, from 1 to {@link #MOST_LOOKS}
 * @param told the reports that an earlier look told of, by their {@linkplain Bounce#key() keys}
 */
public record MailDelivery(
    OriginalCommand command,
    String internetMessageId,
    Instant since,
    Instant sentAt,
    int look,
    List<String> told) {

  /** So often is it looked for a mail at most: those who show what was found read so many. */
  public static final int MOST_LOOKS = 20;

  private static final int HASH_BYTES = 16;

  private static final Pattern ID = Pattern.compile("delivery-[0-9]{1,3}-[0-9a-f]{32}");

  public MailDelivery {
    told = List.copyOf(told);
  }

  /**
   * What the look is called as a command; the same each time it is asked for, so a look that is
   * done is known to be.
   *
   * @param command that sent the mail
   * @param look which look it is, from 1
   */
  public static CommandId id(CommandId command, int look) {
    return new CommandId("delivery-" + look + "-" + hash(command.value()));
  }

  /** Whether a look is called so. */
  public static boolean isId(CommandId id) {
    return ID.matcher(id.value()).matches();
  }

  private static String hash(String id) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java has SHA-256", impossible);
    }
  }
}
