package dev.errand.noteworker.policy;

import dev.errand.runtime.http.HttpFailure;
import dev.errand.schemas.Problem;
import dev.errand.schemas.ProblemCode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is told to the person. Notion's own words are only read, never passed on. */
final class NotionProblems {

  private static final String ASK_AGAIN = "Then ask again.";

  private NotionProblems() {}

  static Problem notFound(HttpFailure answer) {
    return Problem.of(ProblemCode.NOT_FOUND, "That was not found in your Notion.")
        .detail("It does not exist, it is in the trash, or it is not shared with this connection.")
        .action("Open the page in Notion and add this connection to it. " + ASK_AGAIN)
        .providerRequest(request(answer));
  }

  static Problem notAllowed(HttpFailure answer) {
    return Problem.of(ProblemCode.MISSING_PERMISSION, "Your Notion connection may not do this.")
        .detail("The connection lacks a permission, or the page is not shared with it for writing.")
        .action("Give the connection access to the page, or connect Notion anew. " + ASK_AGAIN)
        .canRetry()
        .providerRequest(request(answer));
  }

  static Problem workspaceFull(HttpFailure answer) {
    return Problem.of(ProblemCode.QUOTA_EXCEEDED, "Your Notion workspace is full.")
        .detail("Notion's free plan holds only so many blocks in a workspace of several people.")
        .action("Make room in Notion or take a larger plan. " + ASK_AGAIN)
        .canRetry()
        .providerRequest(request(answer));
  }

  static Problem databaseFull(HttpFailure answer) {
    return Problem.of(ProblemCode.REFUSED_BY_PROVIDER, "That Notion database is full.")
        .action("Delete rows you no longer need, or use another database. " + ASK_AGAIN)
        .canRetry()
        .providerRequest(request(answer));
  }

  static Problem blocked(HttpFailure answer) {
    return Problem.of(ProblemCode.REFUSED_BY_PROVIDER, "Notion has blocked these requests.")
        .detail("Notion asks not to send them again.")
        .action("Ask Notion's support why, with the request's id.")
        .providerRequest(request(answer));
  }

  static Problem invalid(HttpFailure answer) {
    Problem problem =
        mentions(answer, "is archived")
            ? inTrash()
            : mentions(answer, "start_cursor")
                ? badCursor()
                : mentions(answer, "workspace-level private pages")
                    ? notAtRoot()
                    : isAboutProperty(answer) ? badProperty() : refused(answer);
    return problem.providerRequest(request(answer));
  }

  /** Message of Notion: "Can't edit block that is archived. You must unarchive the block ..." */
  private static Problem inTrash() {
    return Problem.of(ProblemCode.CONFLICT, "That page is in Notion's trash.")
        .action("Restore it, in Notion or by note.restore. " + ASK_AGAIN)
        .canRetry();
  }

  /** Message of Notion: "... creating workspace-level private pages is not supported." */
  private static Problem notAtRoot() {
    return Problem.of(
            ProblemCode.MISSING_PERMISSION,
            "Your Notion connection may make no page at the top of the workspace.")
        .action("Share a page with the connection. " + ASK_AGAIN)
        .canRetry();
  }

  private static Problem badCursor() {
    return Problem.of(ProblemCode.INVALID_COMMAND, "That cursor leads nowhere.")
        .action("Search again without a cursor.");
  }

  /**
   * Messages of Notion: "X is not a property that exists.", "X is expected to be number.", "Could
   * not find property with name or id: X", "Could not find sort property with name or id: X", "The
   * property type in the database does not match ...", "Invalid status option. ...".
   */
  private static boolean isAboutProperty(HttpFailure answer) {
    return mentions(answer, "is not a property that exists")
        || mentions(answer, " is expected to be ")
        || mentions(answer, "property with name or id")
        || mentions(answer, "the property type in the database does not match")
        || mentions(answer, "invalid status option")
        || mentions(answer, "invalid select option");
  }

  private static Problem badProperty() {
    return Problem.of(ProblemCode.INVALID_COMMAND, "The database is not as the command takes it.")
        .detail("It lacks a property, one is of another type, or an option is not there.")
        .action("Read the database's schema, and ask again with what it says.");
  }

  private static Problem refused(HttpFailure answer) {
    return Problem.of(ProblemCode.REFUSED_BY_PROVIDER, "Notion did not accept the request.")
        .detail("Notion answered with status " + answer.status() + ".")
        .action("Change what you asked for; if that does not help, report the request's id.");
  }

  static boolean mentions(HttpFailure answer, String words) {
    return answer.body().path("message").asString("").toLowerCase(Locale.ROOT).contains(words);
  }

  private static @Nullable String request(HttpFailure answer) {
    String header = answer.header("x-notion-request-id");
    return header != null ? header : answer.body().path("request_id").asString(null);
  }
}
