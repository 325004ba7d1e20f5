package dev.errand.noteworker.operations;

import dev.errand.noteworker.markdown.MarkdownReader;
import dev.errand.noteworker.markdown.MarkdownWriter;
import dev.errand.noteworker.notion.Block;
import dev.errand.noteworker.steps.WritePlan;
import dev.errand.pipeline.OperationStopped;
import dev.errand.schemas.UserId;
import dev.errand.schemas.note.Adapted;
import dev.errand.schemas.note.NoteCreate;
import dev.errand.schemas.note.NoteCreated.Enhancement;
import dev.errand.schemas.note.NoteUpdate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a command asks for, checked before anything is touched: the bounds are the same wherever
 * notes are kept. Each throws {@link OperationStopped} for what makes no sense.
 */
public final class Asked {

  private static final int USUAL_LIMIT = 20;

  private Asked() {}

  /**
   * A note to be written.
   *
   * @param told what enhancing did, if it was asked for
   * @param adapted what stands there otherwise than it was written, since it was enhanced
   */
  public record NewNote(
      String title,
      String markdown,
      List<String> tags,
      @Nullable String kind,
      int blocks,
      @Nullable Enhancement told,
      List<Adapted> adapted) {

    public NewNote {
      tags = List.copyOf(tags);
      adapted = List.copyOf(adapted);
    }
  }

  /** What of a note is to be changed; how many blocks the new text has. */
  public record Changes(
      Optional<String> title, Optional<String> text, int blocks, Optional<List<String>> tags) {}

  /** A page's id in its one spelling. */
  public static String page(String id) {
    return Invalid.unlessId(id);
  }

  /** A note; enhanced by rules, if that is asked for, since a model may be elsewhere. */
  public static NewNote note(
      UserId user, NoteCreate input, MarkdownReader reader, MarkdownWriter writer) {
    List<Block> blocks = Draft.read(input.markdown(), reader);
    Enhanced enhanced =
        Boolean.TRUE.equals(input.enhance())
            ? EnhanceNote.byRules(user, input, blocks)
            : new Enhanced(input, blocks, null);
    Draft draft = Draft.note(enhanced.input(), enhanced.blocks());
    return new NewNote(
        draft.title(),
        enhanced.told() == null ? input.markdown() : writer.write(enhanced.blocks()),
        Objects.requireNonNullElse(enhanced.input().tags(), List.of()),
        enhanced.input().kind(),
        WritePlan.of(enhanced.blocks()).blocks(),
        enhanced.told(),
        enhanced.told() == null ? List.of() : reader.adapted(input.markdown()));
  }

  /** How many blocks are to be added. */
  public static int addition(String markdown, MarkdownReader reader) {
    return Draft.addition(markdown, reader).blocks();
  }

  public static Changes changes(NoteUpdate input, MarkdownReader reader) {
    Optional<String> title = Draft.newTitle(input.title());
    Optional<List<Block>> text = Draft.newText(input.markdown(), null, reader);
    if (title.isEmpty() && text.isEmpty() && input.tags() == null) {
      throw Invalid.because("There is nothing to change.", "Give a title, a text or tags.");
    }
    return new Changes(
        title,
        text.isEmpty() ? Optional.empty() : Optional.ofNullable(input.markdown()),
        text.map(blocks -> WritePlan.of(blocks).blocks()).orElse(0),
        Optional.ofNullable(input.tags()));
  }

  /** Two notes that are not the same one. */
  public static void two(String one, String other) {
    if (one.equals(other)) {
      throw Invalid.because("A note cannot be put into or linked with itself.", "Give two notes.");
    }
  }

  /** How many are to be listed. */
  public static int limit(@Nullable Integer asked) {
    return Invalid.unlessLimit(asked, USUAL_LIMIT);
  }
}
