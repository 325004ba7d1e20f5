package dev.errand.mailworker.operations;

import dev.errand.mailworker.letter.PlainText;
import dev.errand.schemas.mail.MailboxChecked.AutomaticReplies;
import dev.errand.schemas.mail.MailboxChecked.Folder;
import dev.errand.schemas.mail.MailboxChecked.Replying;
import dev.errand.schemas.mail.MailboxChecked.Settings;
import dev.errand.schemas.mail.MailboxChecked.WorkingHours;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Graph's settings of a mailbox in our words, within the sizes that the output schema promises. */
final class ToldMailbox {

  private static final int LONGEST_WORD = 100;
  private static final int LONGEST_TITLE = 1_000;
  private static final int LONGEST_TEXT = 500;
  private static final int DAYS = 7;

  private ToldMailbox() {}

  static @Nullable Settings settings(JsonNode settings) {
    return settings.isMissingNode()
        ? null
        : new Settings(
            word(settings.path("timeZone")),
            word(settings.path("language").path("locale")),
            workingHours(settings.path("workingHours")));
  }

  private static @Nullable WorkingHours workingHours(JsonNode hours) {
    return hours.path("daysOfWeek").isEmpty()
        ? null
        : new WorkingHours(
            hours
                .path("daysOfWeek")
                .valueStream()
                .map(day -> Told.cut(day.asString("").toLowerCase(Locale.ROOT), LONGEST_WORD))
                .limit(DAYS)
                .toList(),
            timeOfDay(hours.path("startTime")),
            timeOfDay(hours.path("endTime")),
            word(hours.path("timeZone").path("name")));
  }

  /** Graph has seconds and their fractions behind it. */
  private static @Nullable String timeOfDay(JsonNode time) {
    String written = time.asString("");
    return written.matches("[0-2][0-9]:[0-5][0-9]([:.].*)?") ? written.substring(0, 5) : null;
  }

  static @Nullable AutomaticReplies automaticReplies(JsonNode settings) {
    JsonNode replies = settings.path("automaticRepliesSetting");
    return switch (replies.path("status").asString("").toLowerCase(Locale.ROOT)) {
      case "" -> null;
      case "alwaysenabled" -> new AutomaticReplies(Replying.ON, null, null, beginning(replies));
      case "scheduled" ->
          new AutomaticReplies(
              Replying.SCHEDULED,
              moment(replies.path("scheduledStartDateTime")),
              moment(replies.path("scheduledEndDateTime")),
              beginning(replies));
      default -> new AutomaticReplies(Replying.OFF, null, null, null);
    };
  }

  private static String beginning(JsonNode replies) {
    return Told.cut(PlainText.of(replies.path("internalReplyMessage").asString("")), LONGEST_TEXT);
  }

  /** Absent in a zone of Microsoft's own; unless asked for another Graph takes UTC. */
  private static @Nullable Instant moment(JsonNode moment) {
    if (!moment.path("timeZone").asString("").equalsIgnoreCase("UTC")) {
      return null;
    }
    try {
      return LocalDateTime.parse(moment.path("dateTime").asString("")).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException unreadable) {
      return null;
    }
  }

  static Folder folder(String name, JsonNode folder) {
    return new Folder(
        name,
        folder.path("id").asString(""),
        Told.cut(folder.path("displayName").asString(""), LONGEST_TITLE),
        folder.path("unreadItemCount").asInt(0),
        folder.path("totalItemCount").asInt(0));
  }

  private static @Nullable String word(JsonNode text) {
    return text.isString() ? Told.cut(text.asString(), LONGEST_WORD) : null;
  }
}
