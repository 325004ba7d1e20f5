package dev.errand.mailworker.letter;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Ids of messages, folders and attachments, and well-known names of folders. They are opaque, but
 * their letters are not: what has others could lead somewhere else once it stands in an address, as
 * {@code ..} or {@code $count} do.
 */
public final class ItemId {

  /** Base64 in both of its alphabets: older ids have the one that is not made for addresses. */
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_=+/-]{1,1000}");

  private ItemId() {}

  /**
   * Goes on if they may be ids, or are absent.
   *
   * @throws dev.errand.pipeline.OperationStopped if one of them cannot be one
   */
  public static void require(@Nullable String... ids) {
    for (String id : ids) {
      if (id != null && !ID.matcher(id).matches()) {
        throw Invalid.because(
            "That is not the id of anything in a mailbox.",
            "List the folder and take the id from there.");
      }
    }
  }
}
