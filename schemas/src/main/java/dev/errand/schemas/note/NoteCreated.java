package dev.errand.schemas.note;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Output of {@code note.create}.
 *
 * @param blocks how many blocks the note has
 * @param enhancement of a note that was to be enhanced
 * @param adapted what Notion cannot hold as it was written; absent if nothing
 */
public record NoteCreated(
    String page,
    String url,
    String title,
    String parent,
    int blocks,
    @Nullable Enhancement enhancement,
    @Nullable List<Adapted> adapted) {

  public NoteCreated {
    adapted = adapted == null || adapted.isEmpty() ? null : List.copyOf(adapted);
  }

  /**
   * What enhancing did.
   *
   * @param by {@code rules} or {@code model}
   * @param tags of the note
   * @param kind of the note
   * @param actions how many passages became something to tick off
   * @param related the pages it links to
   * @param fallback why it was the rules although a model was to be asked first
   */
  public record Enhancement(
      String by,
      List<String> tags,
      String kind,
      int actions,
      List<String> related,
      @Nullable String fallback) {

    public Enhancement {
      tags = List.copyOf(tags);
      related = List.copyOf(related);
    }
  }
}
