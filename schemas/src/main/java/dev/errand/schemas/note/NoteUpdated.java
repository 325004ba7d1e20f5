package dev.errand.schemas.note;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Output of {@code note.update}.
 *
 * @param added how many blocks were written, with those inside others
 * @param removed how many blocks of the former text went into the trash
 * @param adapted what Notion cannot hold as it was written; absent if nothing
 */
public record NoteUpdated(String page, int added, int removed, @Nullable List<Adapted> adapted) {

  public NoteUpdated {
    adapted = adapted == null || adapted.isEmpty() ? null : List.copyOf(adapted);
  }
}
