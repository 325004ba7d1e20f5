package dev.errand.noteworker.operations;

import dev.errand.pipeline.OperationStopped;
import dev.errand.schemas.Problem;
import dev.errand.schemas.ProblemCode;

/** The person shared nothing, and the connection may not write at the root of the workspace. */
final class NoPlace {

  private NoPlace() {}

  static OperationStopped problem() {
    return OperationStopped.refused(
        Problem.of(
                ProblemCode.MISSING_PERMISSION,
                "Your Notion connection has no place where it may write.")
            .detail("No page is shared with it, and it may make none at the top of the workspace.")
            .action(
                "Open a page in Notion, click the three dots at its top right, then Connections,"
                    + " and add this connection; or connect Notion anew and select a page. Then ask"
                    + " again.")
            .canRetry());
  }
}
