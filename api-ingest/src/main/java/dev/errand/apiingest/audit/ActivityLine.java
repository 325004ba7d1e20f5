package dev.errand.apiingest.audit;

import dev.errand.apiingest.audit.CommandEnds.End;
import dev.errand.apiingest.audit.MailsBack.Back;
import dev.errand.runtime.audit.Act;
import dev.errand.runtime.audit.read.AuditTrail.Line;
import dev.errand.schemas.Provider;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * One thing that was done, in words for the person.
 *
 * @param at in UTC: a page without scripts does not know where its reader is
 * @param about by which it can be asked for again; empty if there is nothing
 * @param command for which it was done; empty if for none
 * @param end how that ended; empty if it is told elsewhere, or not known any more
 */
record ActivityLine(
    Instant time, String at, String sentence, String about, String command, String end) {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm:ss 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  static ActivityLine of(Line line, Optional<End> end) {
    return new ActivityLine(
        line.at(),
        TIME.format(line.at()),
        sentence(line),
        about(line),
        Objects.requireNonNullElse(line.command(), ""),
        end.map(ActivityLine::ended).orElse(""));
  }

  /** A command that ended badly, where nothing was begun for it. */
  static ActivityLine of(End end) {
    return new ActivityLine(
        end.at(),
        TIME.format(end.at()),
        "What your assistant asked for " + became(end),
        (end.operation() == null ? "" : end.operation() + ", ") + "command " + end.command(),
        end.command(),
        "");
  }

  /** A mail that came back. */
  static ActivityLine of(Back back) {
    return new ActivityLine(
        back.at(),
        TIME.format(back.at()),
        "A mail that your assistant sent came back"
            + (back.recipients().isEmpty()
                ? "."
                : ": " + String.join(", ", back.recipients()) + "."),
        "command " + back.command(),
        back.command(),
        "");
  }

  private static String ended(End end) {
    return end.status() == null
        ? "It has not ended yet."
        : TIME.format(end.at()) + ": it " + became(end);
  }

  private static String became(End end) {
    String became =
        switch (Objects.requireNonNull(end.status())) {
          case SUCCEEDED -> "was done";
          case FAILED -> "failed";
          case REJECTED -> "was refused";
          case UNKNOWN -> "may have been done or not";
          case EXPIRED -> "was not done in time";
          case CANCELLED -> "was taken back";
        };
    return end.why().isEmpty()
        ? became + "."
        : became + ": " + end.why().replaceAll("\\.$", "") + ".";
  }

  private static String sentence(Line line) {
    String name = line.provider() == null ? "" : Provider.ofWireName(line.provider()).title();
    return switch (Act.valueOf(line.act().toUpperCase(Locale.ROOT))) {
      case CONNECTED -> "You connected " + name + ".";
      case RECONNECTED -> "You connected " + name + " again.";
      case CONSENT_FAILED -> "An attempt to connect " + name + " failed.";
      case REFRESHED -> "The permission for " + name + " was renewed.";
      case RECONNECT_NEEDED -> name + " no longer accepted the permission you gave.";
      case DISCONNECTED -> name + " was disconnected.";
      case REVOCATION -> name + " was told that the permission is over.";
      case DATA_KEY_MADE -> "A key was made to seal your tokens with.";
      case DATA_KEY_REWRAPPED -> "The key that seals your tokens was wrapped anew.";
      case DATA_KEY_DESTROYED -> "The key that sealed your tokens was destroyed.";
      case EFFECT_BEGUN -> "Your assistant began to change something in " + name + ".";
      case LETTERS_LISTED, RECORDS_LISTED -> "An operator looked at what had ended badly.";
      case LETTER_SHOWN, RECORD_SHOWN -> "An operator looked at a command of yours.";
      case LETTER_REPLAYED, RECORD_REPLAYED -> "An operator had a command of yours done again.";
      case KEY_ROTATED -> "The key of all keys got a new version.";
    };
  }

  private static String about(Line line) {
    return line.command() == null
        ? Objects.requireNonNullElse(line.detail(), "")
        : (line.operation() == null ? "" : line.operation() + ", ") + "command " + line.command();
  }
}
