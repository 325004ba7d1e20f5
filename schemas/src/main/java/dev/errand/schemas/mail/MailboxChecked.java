package dev.errand.schemas.mail;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Output of {@code mailbox.check}.
 *
 * @param ready whether nothing is missing
 * @param reachable whether the mailbox answers; absent if nothing of it may be read
 * @param address of the account, as Microsoft told when it was connected
 * @param operations what the connection may do, by name
 * @param settings absent if they may not be read
 * @param automaticReplies absent if they may not be read
 * @param folders Outlook's own, as far as they are there
 */
public record MailboxChecked(
    boolean ready,
    @Nullable Boolean reachable,
    @Nullable String address,
    List<String> operations,
    @Nullable Settings settings,
    @Nullable AutomaticReplies automaticReplies,
    List<Folder> folders,
    List<Missing> missing) {

  public MailboxChecked {
    operations = List.copyOf(operations);
    folders = List.copyOf(folders);
    missing = List.copyOf(missing);
  }

  /**
   * What the person has set in Outlook.
   *
   * @param timeZone by Microsoft's name, as {@code W. Europe Standard Time}
   * @param language as {@code de-DE}
   */
  public record Settings(
      @Nullable String timeZone, @Nullable String language, @Nullable WorkingHours workingHours) {}

  /**
   * When the person works.
   *
   * @param days as {@code monday}
   * @param start time of day, as {@code 08:00}
   */
  public record WorkingHours(
      List<String> days, @Nullable String start, @Nullable String end, @Nullable String timeZone) {

    public WorkingHours {
      days = List.copyOf(days);
    }
  }

  /**
   * What Outlook answers to everybody who writes.
   *
   * @param start of scheduled ones
   * @param text its beginning, as it is sent within the organisation; absent where it is off
   */
  public record AutomaticReplies(
      Replying status, @Nullable Instant start, @Nullable Instant end, @Nullable String text) {}

  /** Whether automatic replies are sent. */
  public enum Replying {
    OFF("off"),
    ON("on"),
    SCHEDULED("scheduled");

    private final String wireName;

    Replying(String wireName) {
      this.wireName = wireName;
    }

    @JsonValue
    public String wireName() {
      return wireName;
    }
  }

  /**
   * One of Outlook's own folders.
   *
   * @param name the same in all languages, as {@code sentitems}
   * @param title as Outlook shows it to the person
   */
  public record Folder(String name, String folder, String title, int unread, int total) {}

  /** One thing that is missing, and what helps. */
  public record Missing(What what, String title, String action) {}

  /** What can be missing. */
  public enum What {
    MAILBOX("mailbox"),
    PERMISSION_TO_READ("permission_to_read"),
    PERMISSION_TO_CHANGE("permission_to_change"),
    PERMISSION_TO_SEND("permission_to_send"),
    PERMISSION_TO_READ_SETTINGS("permission_to_read_settings");

    private final String wireName;

    What(String wireName) {
      this.wireName = wireName;
    }

    @JsonValue
    public String wireName() {
      return wireName;
    }
  }
}
