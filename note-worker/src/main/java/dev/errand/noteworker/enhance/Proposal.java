package dev.errand.noteworker.enhance;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a note may be enhanced. None of the note's text is in it.
 *
 * @param tags two to five
 * @param actions the numbers of the passages that are things to do
 * @param fellBack why the one that was asked first did not make it, if that is so
 */
public record Proposal(
    By by,
    String title,
    List<String> tags,
    NoteKind kind,
    List<Integer> actions,
    @Nullable String fellBack) {

  public static final int FEWEST_TAGS = 2;
  public static final int MOST_TAGS = 5;

  public Proposal {
    tags = List.copyOf(tags);
    actions = List.copyOf(actions);
    if (tags.size() < FEWEST_TAGS || tags.size() > MOST_TAGS) {
      throw new IllegalArgumentException("A note has two to five tags");
    }
  }

  Proposal instead(String why) {
    return new Proposal(by, title, tags, kind, actions, why);
  }

  /** Who made it. */
  public enum By {
    RULES,
    MODEL
  }
}
