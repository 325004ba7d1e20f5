package dev.errand.schemas.mail;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whom a mail did not reach.
 *
 * @param address one that was written to, or what that became on the way
 * @param status the enhanced status code of RFC 3463, as {@code 5.1.1}, where the report has one
 */
public record FailedRecipient(String address, @Nullable String status) {

  private static final Pattern ADDRESS = Pattern.compile("[!-;=?-~]{1,254}@[!-;=?-~]{1,253}");
  private static final Pattern STATUS = Pattern.compile("[245](\\.[0-9]{1,3}){2}");

  private static final int LONGEST = 320;

  public FailedRecipient {
    if (!isAddress(address) || (status != null && !isStatus(status))) {
      throw new IllegalArgumentException("A report tells addresses and status codes, no more");
    }
  }

  /** Whether a text of a stranger could be an address, and could be nothing worse. */
  public static boolean isAddress(String text) {
    return text.length() <= LONGEST && ADDRESS.matcher(text).matches();
  }

  public static boolean isStatus(String text) {
    return STATUS.matcher(text).matches();
  }
}
