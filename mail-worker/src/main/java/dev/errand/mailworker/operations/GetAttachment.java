package dev.errand.mailworker.operations;

import dev.errand.mailworker.graph.Attachment;
import dev.errand.mailworker.graph.GraphMail;
import dev.errand.mailworker.letter.Invalid;
import dev.errand.mailworker.letter.ItemId;
import dev.errand.pipeline.Operation;
import dev.errand.pipeline.OperationContext;
import dev.errand.pipeline.OperationStopped;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.mail.AttachmentContent;
import dev.errand.schemas.mail.AttachmentGet;
import dev.errand.schemas.mail.AttachmentKind;
import dev.errand.schemas.mail.Attachments;
import dev.errand.schemas.mail.MailOperations;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * {@code attachment.get}: a small attachment with its content. What is too large is told so before
 * it is fetched: a mail may have 150 MB.
 */
public final class GetAttachment implements Operation {

  /** Exchange's sizes have its own overhead in them, which is not documented; this is far more. */
  private static final int OVERHEAD = 20_000;

  private final GraphMail graph;

  public GetAttachment(GraphMail graph) {
    this.graph = graph;
  }

  @Override
  public OperationName name() {
    return MailOperations.ATTACHMENT_GET;
  }

  @Override
  public Object perform(OperationContext context) {
    AttachmentGet asked = context.input(AttachmentGet.class);
    ItemId.require(asked.message(), asked.attachment());
    Attachment told =
        context.call(
            "graph.attachment.get",
            token -> graph.attachment(token, asked.message(), asked.attachment()));
    Attachments.Attachment attachment = Told.attachment(told);
    requireContent(attachment);
    byte[] content =
        context.call(
            "graph.attachment.content",
            token -> graph.content(token, asked.message(), asked.attachment()));
    if (content.length > AttachmentContent.MAX_BYTES) {
      throw tooLarge();
    }
    return new AttachmentContent(
        attachment.attachment(),
        attachment.name(),
        type(attachment),
        attachment.inline(),
        content.length,
        Base64.getEncoder().encodeToString(content));
  }

  private static void requireContent(Attachments.Attachment attachment) {
    if (attachment.kind() == AttachmentKind.LINK) {
      throw Invalid.because(
          "That is a link to a file elsewhere, not a file.", "Open the mail in Outlook.");
    }
    if (attachment.size() > AttachmentContent.MAX_BYTES + OVERHEAD) {
      throw tooLarge();
    }
  }

  private static OperationStopped tooLarge() {
    return Invalid.because(
        "That attachment is larger than 690,000 bytes.", "Open it in Outlook, or pick another.");
  }

  /** Outlook names no type for the mails that are attached, which come as MIME. */
  private static @Nullable String type(Attachments.Attachment attachment) {
    return attachment.kind() == AttachmentKind.ITEM && attachment.contentType() == null
        ? "message/rfc822"
        : attachment.contentType();
  }
}
