package dev.errand.sandbox.graph.mailbox;

import dev.errand.sandbox.graph.odata.EntityType;
import dev.errand.sandbox.graph.odata.Kind;
import java.util.List;
import java.util.Set;

/** The types of Outlook mail, as the metadata of Graph v1.0 declares them. */
public final class MailTypes {

  private static final Kind TEXT = new Kind.Text();
  private static final Kind FLAG = new Kind.Flag();
  private static final Kind WHOLE = new Kind.Whole();
  private static final Kind MOMENT = new Kind.Moment();
  private static final Kind TEXTS = new Kind.Many(TEXT);

  private static final Kind BODY =
      structure(
          EntityType.named("microsoft.graph.itemBody")
              .with(
                  new Kind.Choice("microsoft.graph.bodyType", Set.of("text", "html")),
                  "contentType")
              .with(TEXT, "content"));

  private static final Kind RECIPIENT =
      structure(
          EntityType.named("microsoft.graph.recipient")
              .with(
                  structure(
                      EntityType.named("microsoft.graph.emailAddress")
                          .with(TEXT, "name", "address")),
                  "emailAddress"));

  private static final Kind TIME =
      structure(
          EntityType.named("microsoft.graph.dateTimeTimeZone").with(TEXT, "dateTime", "timeZone"));

  private static final Kind FOLLOW_UP =
      structure(
          EntityType.named("microsoft.graph.followupFlag")
              .with(
                  new Kind.Choice(
                      "microsoft.graph.followupFlagStatus",
                      Set.of("notFlagged", "complete", "flagged")),
                  "flagStatus")
              .with(TIME, "startDateTime", "dueDateTime", "completedDateTime"));

  private static final Kind HEADER =
      structure(
          EntityType.named("microsoft.graph.internetMessageHeader").with(TEXT, "name", "value"));

  private static final Kind EXTENDED_ID = new Kind.Token(ExtendedId::canonical);

  private static final Kind SINGLE_VALUE =
      structure(
          EntityType.named("microsoft.graph.singleValueLegacyExtendedProperty")
              .with(EXTENDED_ID, "id")
              .with(TEXT, "value"));

  private static final Kind MULTI_VALUE =
      structure(
          EntityType.named("microsoft.graph.multiValueLegacyExtendedProperty")
              .with(EXTENDED_ID, "id")
              .with(TEXTS, "value"));

  /** What is common to all kinds of attachments: all that a list can be asked about. */
  public static final EntityType ANY_ATTACHMENT =
      EntityType.named("microsoft.graph.attachment")
          .with(TEXT, "id")
          .with(MOMENT, "lastModifiedDateTime")
          .with(TEXT, "name", "contentType")
          .with(WHOLE, "size")
          .with(FLAG, "isInline")
          .build();

  /** A file attached to a message. */
  public static final EntityType ATTACHMENT =
      EntityType.named("microsoft.graph.fileAttachment")
          .with(TEXT, "id")
          .with(MOMENT, "lastModifiedDateTime")
          .with(TEXT, "name", "contentType")
          .with(WHOLE, "size")
          .with(FLAG, "isInline")
          .with(TEXT, "contentId", "contentLocation")
          .with(new Kind.Binary(), "contentBytes")
          .build();

  /** What is told of a file before it is uploaded. */
  public static final EntityType ATTACHMENT_ITEM =
      EntityType.named("microsoft.graph.attachmentItem")
          .with(
              new Kind.Choice(
                  "microsoft.graph.attachmentType", Set.of("file", "item", "reference")),
              "attachmentType")
          .with(TEXT, "name", "contentType", "contentId")
          .with(WHOLE, "size")
          .with(FLAG, "isInline")
          .build();

  /** A message; the properties are in the order in which they are shown. */
  public static final EntityType MESSAGE =
      EntityType.named("microsoft.graph.message")
          .with(TEXT, "id")
          .with(MOMENT, "createdDateTime", "lastModifiedDateTime")
          .with(TEXT, "changeKey")
          .with(TEXTS, "categories")
          .with(MOMENT, "receivedDateTime", "sentDateTime")
          .with(FLAG, "hasAttachments")
          .with(TEXT, "internetMessageId", "subject", "bodyPreview")
          .with(
              new Kind.Choice("microsoft.graph.importance", Set.of("low", "normal", "high")),
              "importance")
          .with(TEXT, "parentFolderId", "conversationId")
          .with(new Kind.Binary(), "conversationIndex")
          .with(FLAG, "isDeliveryReceiptRequested", "isReadReceiptRequested", "isRead", "isDraft")
          .with(TEXT, "webLink")
          .with(
              new Kind.Choice(
                  "microsoft.graph.inferenceClassificationType", Set.of("focused", "other")),
              "inferenceClassification")
          .with(BODY, "body", "uniqueBody")
          .with(RECIPIENT, "sender", "from")
          .with(
              new Kind.Many(RECIPIENT), "toRecipients", "ccRecipients", "bccRecipients", "replyTo")
          .with(FOLLOW_UP, "flag")
          .with(new Kind.Many(HEADER), "internetMessageHeaders")
          .with(new Kind.Many(new Kind.Structure(ATTACHMENT)), "attachments")
          .with(new Kind.Many(SINGLE_VALUE), "singleValueExtendedProperties")
          .with(new Kind.Many(MULTI_VALUE), "multiValueExtendedProperties")
          .build();

  /** A folder of messages. */
  public static final EntityType FOLDER =
      EntityType.named("microsoft.graph.mailFolder")
          .with(TEXT, "id", "displayName", "parentFolderId")
          .with(WHOLE, "childFolderCount", "unreadItemCount", "totalItemCount")
          .with(FLAG, "isHidden")
          .build();

  /** Those who get a message. */
  static final List<String> RECIPIENTS = List.of("toRecipients", "ccRecipients", "bccRecipients");

  private MailTypes() {}

  private static Kind structure(EntityType.Builder type) {
    return new Kind.Structure(type.build());
  }
}
