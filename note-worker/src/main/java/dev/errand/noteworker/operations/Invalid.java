package dev.errand.noteworker.operations;

import dev.errand.noteworker.notion.PageId;
import dev.errand.pipeline.OperationStopped;
import dev.errand.schemas.Problem;
import dev.errand.schemas.ProblemCode;

/** Commands that make no sense, found before Notion is asked. */
final class Invalid {

  private Invalid() {}

  static OperationStopped because(String title, String action) {
    return OperationStopped.refused(Problem.of(ProblemCode.INVALID_COMMAND, title).action(action));
  }

  /**
   * The page's id in Notion's own spelling.
   *
   * @throws OperationStopped if it is none
   */
  static String unlessId(String page) {
    return PageId.read(page)
        .orElseThrow(() -> because("That is no id of a Notion page.", "Give the page's id."));
  }
}
