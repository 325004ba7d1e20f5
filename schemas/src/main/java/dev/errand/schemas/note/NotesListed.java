package dev.errand.schemas.note;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Output of {@code note.list}; a cursor where there is more. */
public record NotesListed(String parent, List<Listed> notes, @Nullable String cursor) {

  public NotesListed {
    notes = List.copyOf(notes);
  }

  /** One page in the page. */
  public record Listed(String page, String title, Instant createdAt, Instant editedAt) {}
}
