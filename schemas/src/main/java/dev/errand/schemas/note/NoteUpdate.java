package dev.errand.schemas.note;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Input of {@code note.update}: what is absent stays as it is.
 *
 * @param title at most 2,000 characters
 * @param markdown instead of all that is on the page
 * @param tags instead of those under the title
 */
public record NoteUpdate(
    String page, @Nullable String title, @Nullable String markdown, @Nullable List<String> tags) {

  public NoteUpdate {
    tags = tags == null ? null : List.copyOf(tags);
  }
}
