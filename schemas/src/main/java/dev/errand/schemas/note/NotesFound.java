package dev.errand.schemas.note;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Output of {@code note.search}; a cursor where there is more. */
public record NotesFound(List<Hit> notes, @Nullable String cursor) {

  public NotesFound {
    notes = List.copyOf(notes);
  }

  /**
   * One page that matches.
   *
   * @param by what matches: {@code title}, {@code words} or {@code meaning}
   */
  public record Hit(
      String page, String url, String title, Instant editedAt, @Nullable List<String> by) {

    public Hit {
      by = by == null ? null : List.copyOf(by);
    }
  }
}
