package dev.errand.local.demo;

import dev.errand.schemas.Command;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.Priority;
import dev.errand.schemas.UserId;
import dev.errand.schemas.WireJson;
import java.util.Map;

/** Makes the commands of one run of the demo, each with an id of its own. */
final class Asking {

  private final String run;
  private int commands;

  Asking(String run) {
    this.run = run;
  }

  /** What was asked for a person in an act before. */
  static CommandId before(Map<UserId, CommandId> asked, UserId person) {
    CommandId id = asked.get(person);
    if (id == null) {
      throw new IllegalStateException("An earlier act was not played");
    }
    return id;
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
