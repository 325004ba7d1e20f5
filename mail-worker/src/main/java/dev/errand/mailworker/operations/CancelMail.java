package dev.errand.mailworker.operations;

import dev.errand.pipeline.CancelOperation;
import dev.errand.pipeline.Operation;
import dev.errand.schemas.mail.MailCancel;
import dev.errand.schemas.mail.MailCancelled;
import dev.errand.schemas.mail.MailOperations;

/**
 * {@code mail.cancel}: takes another command for the mailbox back, of whatever operation, as long
 * as nothing was done for it. Outlook is not asked.
 */
public final class CancelMail {

  private CancelMail() {}

  public static Operation operation() {
    return new CancelOperation(
        MailOperations.MAIL_CANCEL,
        context -> context.input(MailCancel.class).command(),
        MailCancelled::new);
  }
}
