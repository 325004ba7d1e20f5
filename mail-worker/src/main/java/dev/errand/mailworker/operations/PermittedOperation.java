package dev.errand.mailworker.operations;

import dev.errand.mailworker.policy.Permission;
import dev.errand.pipeline.Operation;
import dev.errand.pipeline.OperationAround;
import dev.errand.pipeline.OperationContext;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.mail.MailOperations;
import java.util.List;
import java.util.Map;

/**
 * An operation for those who granted what it needs. To others it says so before Outlook is asked,
 * and what they can do about it.
 */
public final class PermittedOperation implements OperationAround {

  private static final List<Permission> TO_READ = List.of(Permission.READ);
  private static final List<Permission> TO_WRITE = List.of(Permission.READ, Permission.WRITE);
  private static final List<Permission> TO_SEND =
      List.of(Permission.READ, Permission.WRITE, Permission.SEND);

  /** What is not here changes something. */
  private static final Map<OperationName, List<Permission>> NEEDS =
      Map.ofEntries(
          Map.entry(MailOperations.MAIL_SEND, List.of(Permission.SEND)),
          Map.entry(MailOperations.MAIL_SEND_DRAFT, TO_SEND),
          Map.entry(MailOperations.MAIL_REPLY, TO_SEND),
          Map.entry(MailOperations.MAIL_REPLY_ALL, TO_SEND),
          Map.entry(MailOperations.MAIL_FORWARD, TO_SEND),
          Map.entry(MailOperations.MAIL_CANCEL, List.of()),
          Map.entry(MailOperations.MAILBOX_CHECK, List.of()),
          Map.entry(MailOperations.MAIL_DELIVERY, TO_READ),
          Map.entry(MailOperations.MAIL_GET, TO_READ),
          Map.entry(MailOperations.MAIL_LIST, TO_READ),
          Map.entry(MailOperations.MAIL_SEARCH, TO_READ),
          Map.entry(MailOperations.MAIL_CHANGES, TO_READ),
          Map.entry(MailOperations.ATTACHMENT_LIST, TO_READ),
          Map.entry(MailOperations.ATTACHMENT_GET, TO_READ),
          Map.entry(MailOperations.FOLDER_LIST, TO_READ));

  private final Operation operation;
  private final List<Permission> needs;

  public PermittedOperation(Operation operation) {
    this.operation = operation;
    this.needs = needs(operation.name());
  }

  /** What an operation needs. */
  static List<Permission> needs(OperationName operation) {
    return NEEDS.getOrDefault(operation, TO_WRITE);
  }

  @Override
  public Operation operation() {
    return operation;
  }

  /** What needs nothing may run where nothing is connected. */
  @Override
  public Object perform(OperationContext context) {
    if (!needs.isEmpty()) {
      Permission.require(context.connection(), needs);
    }
    return operation.perform(context);
  }
}
