package dev.errand.schemas.note;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Input of {@code note.create}.
 *
 * @param title at most 2,000 characters; absent: the first heading or line of the text
 * @param markdown CommonMark with task lists
 * @param parent the page to put it under; absent: the "Personal Assistant" page
 * @param tags written under the title
 * @param kind as meeting, task or idea; written under the title
 * @param enhance whether to find what is absent of these, to mark what is to be done and to link
 *     related notes; what is given here stands
 */
public record NoteCreate(
    @Nullable String title,
    String markdown,
    @Nullable String parent,
    @Nullable List<String> tags,
    @Nullable String kind,
    @Nullable Boolean enhance) {

  public NoteCreate {
    tags = tags == null ? null : List.copyOf(tags);
  }
}
