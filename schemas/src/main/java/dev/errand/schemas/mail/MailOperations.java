package dev.errand.schemas.mail;

import dev.errand.schemas.OperationName;

/** The operations in a mailbox that there are. */
public final class MailOperations {

  public static final OperationName MAIL_SEND = new OperationName("mail.send");
  public static final OperationName MAIL_DRAFT = new OperationName("mail.draft");
  public static final OperationName MAIL_SEND_DRAFT = new OperationName("mail.send-draft");
  public static final OperationName MAIL_REPLY = new OperationName("mail.reply");
  public static final OperationName MAIL_REPLY_ALL = new OperationName("mail.reply-all");
  public static final OperationName MAIL_FORWARD = new OperationName("mail.forward");
  public static final OperationName MAIL_GET = new OperationName("mail.get");
  public static final OperationName MAIL_LIST = new OperationName("mail.list");
  public static final OperationName MAIL_SEARCH = new OperationName("mail.search");
  public static final OperationName MAIL_CHANGES = new OperationName("mail.changes");
  public static final OperationName MAIL_MARK = new OperationName("mail.mark");
  public static final OperationName MAIL_MOVE = new OperationName("mail.move");
  public static final OperationName MAIL_DELETE = new OperationName("mail.delete");
  public static final OperationName ATTACHMENT_LIST = new OperationName("attachment.list");
  public static final OperationName MAIL_CANCEL = new OperationName("mail.cancel");
  public static final OperationName ATTACHMENT_GET = new OperationName("attachment.get");
  public static final OperationName FOLDER_LIST = new OperationName("folder.list");
  public static final OperationName FOLDER_ENSURE = new OperationName("folder.ensure");
  public static final OperationName MAILBOX_CHECK = new OperationName("mailbox.check");

  /** What workers ask of themselves: whether a mail came back. */
  public static final OperationName MAIL_DELIVERY = new OperationName("mail.delivery");

  private MailOperations() {}
}
