package dev.errand.apiingest.audit;

import dev.errand.runtime.audit.Act;
import dev.errand.runtime.audit.read.AuditTrail.Line;
import dev.errand.schemas.Provider;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;

/**
 * One thing that was done, in words for the person.
 *
 * @param at in UTC: a page without scripts does not know where its reader is
 * @param about by which it can be asked for again; empty if there is nothing
 */
record ActivityLine(String at, String sentence, String about) {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm:ss 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  static ActivityLine of(Line line) {
    return new ActivityLine(TIME.format(line.at()), sentence(line), about(line));
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
