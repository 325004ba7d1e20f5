package dev.errand.runtime.files;

import dev.errand.schemas.Problem;
import dev.errand.schemas.ProblemCode;

/** Why a command does not have an upload, told alike when it is accepted and when it runs. */
public final class UploadProblems {

  private UploadProblems() {}

  /** The same for one that never was, is over, or is somebody else's. */
  public static Problem notThere() {
    return Problem.of(ProblemCode.NOT_FOUND, "That upload is not there, or not any more.")
        .detail(
            "It may have been sent, deleted or expired: without a command it is kept for a day.")
        .action("Upload the file again, and ask again with its new id.");
  }

  /** For none but their common user. */
  public static Problem anothers() {
    return Problem.of(ProblemCode.CONFLICT, "Another command has that upload.")
        .detail("It belongs to the first that named it, also if that failed, for its replay.")
        .action(
            "Upload the file again, and ask again with its new id. Delete the upload if that"
                + " command is not to have it any more.");
  }
}
