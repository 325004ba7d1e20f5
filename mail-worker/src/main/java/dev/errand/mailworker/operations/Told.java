package dev.errand.mailworker.operations;

import static java.util.Objects.requireNonNullElse;

import dev.errand.mailworker.graph.Attachment;
import dev.errand.mailworker.graph.FollowUp;
import dev.errand.mailworker.graph.ItemBody;
import dev.errand.mailworker.graph.MailFolder;
import dev.errand.mailworker.graph.Message;
import dev.errand.mailworker.graph.Recipient;
import dev.errand.schemas.mail.Address;
import dev.errand.schemas.mail.AttachmentKind;
import dev.errand.schemas.mail.Attachments;
import dev.errand.schemas.mail.BodyType;
import dev.errand.schemas.mail.Flag;
import dev.errand.schemas.mail.Folders;
import dev.errand.schemas.mail.Importance;
import dev.errand.schemas.mail.Mail;
import dev.errand.schemas.mail.MailMarked;
import dev.errand.schemas.mail.Mails;
import dev.errand.schemas.mail.MailsChanged;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Graph's records in our words, within the sizes that the output schemas promise. What Graph leaves
 * out is empty; whoever sent the mail decides what is in it, so nothing else is assumed.
 */
final class Told {

  private static final int LONGEST_TEXT = 1_000;
  private static final int LONGEST_SUBJECT = 10_000;
  private static final int LONGEST_NAME = 255;
  private static final int MOST_ADDRESSES = 1_000;
  private static final int MOST_CATEGORIES = 100;

  private Told() {}

  static Mail mail(Message message) {
    ItemBody body = requireNonNullElse(message.body(), new ItemBody("text", ""));
    String content = requireNonNullElse(body.content(), "");
    return new Mail(
        message.id(),
        message.internetMessageId(),
        message.conversationId(),
        address(message.from()),
        addresses(message.toRecipients()),
        addresses(message.ccRecipients()),
        addresses(message.bccRecipients()),
        cut(message.subject(), LONGEST_SUBJECT),
        "html".equalsIgnoreCase(body.contentType()) ? BodyType.HTML : BodyType.TEXT,
        cut(content, Mail.MAX_BODY),
        message.receivedDateTime(),
        message.sentDateTime(),
        message.read(),
        message.draft(),
        importance(message.importance()),
        message.hasFiles(),
        content.length() > Mail.MAX_BODY,
        attachments(message));
  }

  static Mails.Summary summary(Message message) {
    return new Mails.Summary(
        message.id(),
        address(message.from()),
        cut(message.subject(), LONGEST_SUBJECT),
        cut(message.bodyPreview(), LONGEST_TEXT),
        message.receivedDateTime(),
        message.read(),
        message.draft(),
        message.hasFiles());
  }

  /** A change tells what has changed, and need not tell the rest. */
  static MailsChanged.Changed changed(Message message) {
    return new MailsChanged.Changed(
        message.id(),
        address(message.from()),
        message.subject() == null ? null : cut(message.subject(), LONGEST_TEXT),
        message.bodyPreview() == null ? null : cut(message.bodyPreview(), LONGEST_TEXT),
        message.receivedDateTime(),
        message.isRead(),
        message.isDraft(),
        message.hasAttachments());
  }

  private static @Nullable List<Attachments.Attachment> attachments(Message message) {
    return message.attachments().isEmpty()
        ? null
        : message.attachments().stream().limit(Mail.MAX_ATTACHMENTS).map(Told::attachment).toList();
  }

  static Attachments.Attachment attachment(Attachment attachment) {
    String type = attachment.contentType();
    return new Attachments.Attachment(
        attachment.id(),
        kind(attachment),
        cut(attachment.name(), LONGEST_NAME),
        type == null ? null : cut(type, LONGEST_NAME),
        Math.max(0, requireNonNullElse(attachment.size(), 0)),
        Boolean.TRUE.equals(attachment.isInline()));
  }

  static AttachmentKind kind(Attachment attachment) {
    return switch (requireNonNullElse(attachment.type(), "").toLowerCase(Locale.ROOT)) {
      case "#microsoft.graph.itemattachment" -> AttachmentKind.ITEM;
      case "#microsoft.graph.referenceattachment" -> AttachmentKind.LINK;
      default -> AttachmentKind.FILE;
    };
  }

  static MailMarked marked(Message message) {
    FollowUp flag = message.flag();
    return new MailMarked(
        message.id(),
        message.read(),
        flag(flag == null ? null : flag.flagStatus()),
        message.categories().stream()
            .limit(MOST_CATEGORIES)
            .map(category -> cut(category, LONGEST_TEXT))
            .toList());
  }

  private static Flag flag(@Nullable String status) {
    return switch (requireNonNullElse(status, "").toLowerCase(Locale.ROOT)) {
      case "flagged" -> Flag.FLAGGED;
      case "complete" -> Flag.COMPLETE;
      default -> Flag.NOT_FLAGGED;
    };
  }

  static Folders.Folder folder(MailFolder folder, @Nullable String parent) {
    return new Folders.Folder(
        folder.id(),
        parent,
        cut(folder.displayName(), LONGEST_TEXT),
        requireNonNullElse(folder.unreadItemCount(), 0),
        requireNonNullElse(folder.totalItemCount(), 0));
  }

  private static List<Address> addresses(List<Recipient> recipients) {
    return recipients.stream()
        .limit(MOST_ADDRESSES)
        .map(Told::address)
        .filter(address -> address != null)
        .toList();
  }

  private static @Nullable Address address(@Nullable Recipient recipient) {
    if (recipient == null || recipient.emailAddress() == null) {
      return null;
    }
    Recipient.EmailAddress address = recipient.emailAddress();
    String name = address.name();
    return new Address(
        cut(address.address(), LONGEST_TEXT), name == null ? null : cut(name, LONGEST_TEXT));
  }

  private static Importance importance(@Nullable String importance) {
    return switch (requireNonNullElse(importance, "").toLowerCase(Locale.ROOT)) {
      case "low" -> Importance.LOW;
      case "high" -> Importance.HIGH;
      default -> Importance.NORMAL;
    };
  }

  /** The beginning, without half a surrogate pair at its end. */
  static String cut(@Nullable String text, int longest) {
    if (text == null || text.length() <= longest) {
      return requireNonNullElse(text, "");
    }
    boolean splitsPair = Character.isHighSurrogate(text.charAt(longest - 1));
    return text.substring(0, splitsPair ? longest - 1 : longest);
  }
}
