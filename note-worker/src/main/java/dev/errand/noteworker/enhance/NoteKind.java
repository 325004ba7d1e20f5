package dev.errand.noteworker.enhance;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a note is. */
public enum NoteKind {
  MEETING,
  TASK,
  IDEA,
  JOURNAL,
  DECISION,
  REFERENCE;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<NoteKind> of(String wireName) {
    return Arrays.stream(values()).filter(kind -> kind.wireName().equals(wireName)).findFirst();
  }
}
