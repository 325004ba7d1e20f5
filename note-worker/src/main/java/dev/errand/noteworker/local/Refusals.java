package dev.errand.noteworker.local;

import dev.errand.pipeline.OperationStopped;
import dev.errand.schemas.Problem;
import dev.errand.schemas.ProblemCode;

/** Why something cannot be done in a person's folder, and what they can do. Quotes no file. */
final class Refusals {

  private static final String ASK_AGAIN = " Then ask again.";

  private Refusals() {}

  static OperationStopped notFound() {
    return refused(
        Problem.of(ProblemCode.NOT_FOUND, "That note was not found in your folder.")
            .action("Look for it with note.search."));
  }

  static OperationStopped inTrash() {
    return conflict("That note is in the trash.", "Restore it with note.restore." + ASK_AGAIN);
  }

  static OperationStopped brokenFrontMatter() {
    return conflict(
        "The lines at the beginning of that note's file cannot be read.",
        "Mend what stands between the two lines --- so that it is YAML." + ASK_AGAIN);
  }

  static OperationStopped oddFrontMatter() {
    return conflict(
        "The lines at the beginning of that note's file cannot be changed without harm to others.",
        "Write each word between the two lines --- on a line of its own, as title: Trip."
            + ASK_AGAIN);
  }

  static OperationStopped notUtf8() {
    return conflict(
        "That note's file is not in UTF-8.",
        "Store it as UTF-8, so that nothing in it is changed by accident." + ASK_AGAIN);
  }

  static OperationStopped tooLarge() {
    return conflict("That note is too large to be changed.", "Write a new note.");
  }

  static OperationStopped aLink() {
    return conflict(
        "A folder of your notes is a link to elsewhere.",
        "Put a folder in its place; links are not followed." + ASK_AGAIN);
  }

  static OperationStopped tooMany() {
    return refused(
        Problem.of(ProblemCode.QUOTA_EXCEEDED, "There are too many files in your folder.")
            .detail("Up to 20,000 Markdown files are looked at.")
            .action("Move those you do not need elsewhere." + ASK_AGAIN)
            .canRetry());
  }

  static OperationStopped badCursor() {
    return refused(
        Problem.of(ProblemCode.INVALID_COMMAND, "That cursor leads nowhere.")
            .action("Search again without a cursor."));
  }

  private static OperationStopped conflict(String title, String action) {
    return refused(Problem.of(ProblemCode.CONFLICT, title).action(action).canRetry());
  }

  private static OperationStopped refused(Problem problem) {
    return OperationStopped.refused(problem);
  }
}
