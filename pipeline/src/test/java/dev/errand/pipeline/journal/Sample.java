package dev.errand.pipeline.journal;

import dev.errand.schemas.Command;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.Priority;
import dev.errand.schemas.Problem;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Provider;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import dev.errand.schemas.Timing;
import dev.errand.schemas.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Commands and results for tests. */
public final class Sample {

  public static final OperationName OPERATION = new OperationName("test.run");
  public static final Instant TIME = Instant.parse("2026-11-20T10:00:00.123Z");

  private Sample() {}

  public static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }

  public static Command command(UserId user, String id, Priority priority) {
    return new Command(
        user,
        new CommandId(id),
        OPERATION,
        "urn:test",
        priority,
        null,
        null,
        null,
        null,
        json("{\"say\":\"" + id + "\"}"));
  }

  public static Command command(UserId user, String id) {
    return command(user, id, Priority.INTERACTIVE);
  }

  /** A command of which everything is given. */
  public static Command fullCommand(UserId user, String id) {
    return new Command(
            user,
            new CommandId(id),
            OPERATION,
            "urn:agent:7",
            Priority.BULK,
            Instant.parse("2026-11-21T00:00:00Z"),
            "planner",
            "chat-1",
            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            json("{\"title\":\"Grüße\",\"deep\":{\"n\":[1,2.5,null,true]}}"))
        .held(Duration.ofMinutes(90));
  }

  public static TokenUse use(UserId user) {
    return new TokenUse(
        user, new CommandId("c1"), OPERATION, Provider.NOTION, "connection-of-" + user, 1);
  }

  public static Arrival.Accepted accepted(long offset, Command command) {
    return new Arrival.Accepted(offset, command);
  }

  public static Arrival.Refused refused(long offset, Command command) {
    return new Arrival.Refused(offset, result(command, Status.REJECTED));
  }

  public static Result result(Command command, Status status) {
    return result(command, status, status == Status.SUCCEEDED ? json("{\"made\":\"page\"}") : null);
  }

  public static Result result(Command command, Status status, @Nullable JsonNode output) {
    return new Result(
        command.user(),
        Result.Answered.of(command),
        status,
        output,
        status == Status.SUCCEEDED ? null : Problem.of(ProblemCode.INVALID_COMMAND, "No."),
        1,
        new Timing(TIME, TIME.plusMillis(5), TIME.plusMillis(30), Map.of()));
  }
}
