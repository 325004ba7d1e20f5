package dev.errand.mailworker.operations;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Outlook's own folders. Each is called something else in each language, and has one name besides
 * that is the same in all: its English one in small letters without spaces
 * (https://learn.microsoft.com/graph/api/resources/mailfolder, 2026-09).
 */
final class WellKnownFolder {

  private static final Set<String> NAMES =
      Set.of("inbox", "archive", "drafts", "sentitems", "deleteditems", "junkemail", "outbox");

  private WellKnownFolder() {}

  /** The name by which Graph knows a folder that an English Outlook shows so. */
  static Optional<String> ofEnglishName(String name) {
    return Optional.of(name.toLowerCase(Locale.ROOT).replace(" ", "")).filter(NAMES::contains);
  }
}
