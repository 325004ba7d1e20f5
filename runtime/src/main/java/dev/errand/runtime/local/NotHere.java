package dev.errand.runtime.local;

import dev.errand.pipeline.Operation;
import dev.errand.pipeline.OperationContext;
import dev.errand.pipeline.OperationStopped;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.Problem;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Provider;

/** An operation that there is at the provider only, and so not for whom nothing leaves. */
record NotHere(OperationName name, Provider provider, LocalOnly local) implements Operation {

  @Override
  public Object perform(OperationContext context) {
    throw OperationStopped.refused(problem());
  }

  private Problem problem() {
    String whose = local.localOnly() ? "this deployment" : "this user";
    return Problem.of(
            ProblemCode.NOT_PERMITTED,
            "For %s everything stays on this machine, and %s would ask %s."
                .formatted(whose, name, provider.title()))
        .action(
            "Use the note operations (note.create, note.get, note.search and their like): they keep"
                + " notes as files on this machine. Or have your operator "
                + (local.localOnly()
                    ? "set errand.local-only=false."
                    : "take the user out of errand.local.users."));
  }
}
