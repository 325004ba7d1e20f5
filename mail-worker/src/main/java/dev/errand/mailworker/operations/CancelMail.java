package dev.errand.mailworker.operations;

import dev.errand.pipeline.Operation;
import dev.errand.pipeline.OperationContext;
import dev.errand.pipeline.OperationStopped;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.Problem;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.UserId;
import dev.errand.schemas.mail.MailCancel;
import dev.errand.schemas.mail.MailCancelled;
import dev.errand.schemas.mail.MailOperations;

/**
 * {@code mail.cancel}: takes another command for the mailbox back, of whatever operation, as long
 * as nothing was done for it. Outlook is not asked.
 */
public final class CancelMail implements Operation {

  @Override
  public OperationName name() {
    return MailOperations.MAIL_CANCEL;
  }

  @Override
  public boolean needsConnection(UserId user) {
    return false;
  }

  @Override
  public Object perform(OperationContext context) {
    String command = context.input(MailCancel.class).command();
    return switch (context.takeBack(new CommandId(command))) {
      case DONE -> new MailCancelled(command);
      case BEGUN -> throw refused(ProblemCode.CONFLICT, "It is too late: that command has begun.");
      case ENDED -> throw refused(ProblemCode.CONFLICT, "It is too late: that command has ended.");
      case UNKNOWN -> throw refused(ProblemCode.NOT_FOUND, "There is no such command.");
    };
  }

  private static OperationStopped refused(ProblemCode code, String title) {
    return OperationStopped.refused(Problem.of(code, title));
  }
}
