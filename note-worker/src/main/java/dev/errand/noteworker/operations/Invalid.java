package dev.errand.noteworker.operations;

import dev.errand.noteworker.notion.NotionApi;
import dev.errand.noteworker.notion.PageId;
import dev.errand.pipeline.OperationStopped;
import dev.errand.schemas.Problem;
import dev.errand.schemas.ProblemCode;
import org.jspecify.annotations.Nullable;

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

  /**
   * The id of a database or data source in Notion's own spelling.
   *
   * @throws OperationStopped if it is none
   */
  static String unlessDatabaseId(String id) {
    return PageId.read(id)
        .orElseThrow(
            () -> because("That is no id of a Notion database.", "Give the database's id."));
  }

  /**
   * How many to list, or the usual number.
   *
   * @throws OperationStopped if Notion does not list so many at once
   */
  static int unlessLimit(@Nullable Integer limit, int usual) {
    int wanted = limit == null ? usual : limit;
    if (wanted < 1 || wanted > NotionApi.MOST_IN_A_LIST) {
      throw because("That many cannot be listed at once.", "Ask for 1 to 100.");
    }
    return wanted;
  }
}
