package dev.errand.schemas.mail;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Output of {@code mail.changes}.
 *
 * @param mails what came into the folder or changed in it
 * @param removed what left the folder, or was deleted
 * @param cursor what to ask with next time; for the same folder and kind
 * @param more whether there is more already
 * @param resynchronised Outlook has forgotten the cursor: what came is told, from an hour before
 *     the newest mail that was told before; what changed or left meanwhile is not
 * @param incomplete true: Outlook tells only so many mails since a date, and has told so many; some
 *     may be missing
 */
public record MailsChanged(
    List<Changed> mails,
    List<String> removed,
    String cursor,
    boolean more,
    boolean resynchronised,
    @Nullable Boolean incomplete) {

  /** More at once Outlook is not asked for, and does not give. */
  public static final int MAX_CHANGES = 500;

  public MailsChanged {
    mails = List.copyOf(mails);
    removed = List.copyOf(removed);
  }

  /** One mail; what is absent Outlook did not tell, since it has not changed. */
  public record Changed(
      String message,
      @Nullable Address from,
      @Nullable String subject,
      @Nullable String preview,
      @Nullable Instant receivedAt,
      @Nullable Boolean read,
      @Nullable Boolean draft,
      @Nullable Boolean hasAttachments) {}
}
