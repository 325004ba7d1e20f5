package dev.errand.local.demo;

import dev.errand.schemas.Command;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.Priority;
import dev.errand.schemas.UserId;
import dev.errand.schemas.WireJson;

/** Makes the commands of one run of the demo, each with an id of its own. */
final class Asking {

  private final String run;
  private int commands;

  Asking(String run) {
    this.run = run;
  }

  Command command(UserId user, OperationName operation, Object data) {
    return new Command(
        user,
        new CommandId("demo-%s-%02d".formatted(run, ++commands)),
        operation,
        "urn:errand:demo",
        Priority.INTERACTIVE,
        null,
        "demo",
        run,
        null,
        WireJson.mapper().valueToTree(data));
  }
}
