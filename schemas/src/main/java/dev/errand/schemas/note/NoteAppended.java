package dev.errand.schemas.note;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Output of {@code note.append}: how many blocks were put at the end of the page. */
public record NoteAppended(String page, int blocks, @Nullable List<Adapted> adapted) {

  public NoteAppended {
    adapted = adapted == null || adapted.isEmpty() ? null : List.copyOf(adapted);
  }
}
