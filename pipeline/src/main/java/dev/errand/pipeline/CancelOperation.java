package dev.errand.pipeline;

import dev.errand.schemas.CommandId;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.Problem;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.UserId;
import java.util.function.Function;

/**
 * Takes another command to the same provider back, of whatever operation, as long as nothing was
 * done for it. The provider is not asked.
 *
 * @param asked the id of the other command
 * @param taken the output, of that id
 */
public record CancelOperation(
    OperationName name,
    Function<OperationContext, String> asked,
    Function<String, ? extends Record> taken)
    implements Operation {

  @Override
  public boolean needsConnection(UserId user) {
    return false;
  }

  @Override
  public boolean goesAhead() {
    return true;
  }

  @Override
  public Object perform(OperationContext context) {
    String command = asked.apply(context);
    return switch (context.takeBack(new CommandId(command))) {
      case DONE -> taken.apply(command);
      case BEGUN -> throw refused(ProblemCode.CONFLICT, "It is too late: that command has begun.");
      case ENDED -> throw refused(ProblemCode.CONFLICT, "It is too late: that command has ended.");
      case UNKNOWN -> throw refused(ProblemCode.NOT_FOUND, "There is no such command.");
    };
  }

  private static OperationStopped refused(ProblemCode code, String title) {
    return OperationStopped.refused(Problem.of(code, title));
  }
}
