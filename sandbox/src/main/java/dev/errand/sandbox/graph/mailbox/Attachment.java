package dev.errand.sandbox.graph.mailbox;

import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A file in a message. {@code contentBytes} stays in the base64 in which it came. */
public record Attachment(
    String id,
    String name,
    @Nullable String contentType,
    String contentBytes,
    boolean inline,
    @Nullable String contentId,
    String lastModified) {

  /** Larger ones need an upload session. */
  private static final int LARGEST = 3 * 1024 * 1024;

  /**
   * @param body read as {@link MailTypes#ATTACHMENT}
   */
  static Attachment from(ObjectNode body, String id, Instant now) {
    String type = body.path("@odata.type").asString("");
    if (!type.replace("#", "").equalsIgnoreCase("microsoft.graph.fileAttachment")) {
      throw MailErrors.invalidAttachment(
          type.isEmpty()
              ? "The annotation 'odata.type' must be specified for an attachment."
              : "Attachments of type '" + type + "' are not supported here.");
    }
    if (!body.path("name").isString() || body.path("name").asString().isEmpty()) {
      throw MailErrors.invalidAttachment("The attachment's name is required.");
    }
    if (!body.path("contentBytes").isString()) {
      throw MailErrors.invalidAttachment("The attachment's contentBytes are required.");
    }
    Attachment attachment =
        new Attachment(
            id,
            body.path("name").asString(),
            body.path("contentType").stringValue(null),
            body.path("contentBytes").asString(),
            body.path("isInline").booleanValue(false),
            body.path("contentId").stringValue(null),
            now.toString());
    if (attachment.contentSize() >= LARGEST) {
      throw MailErrors.tooLarge();
    }
    return attachment;
  }

  Attachment withId(String other) {
    return new Attachment(other, name, contentType, contentBytes, inline, contentId, lastModified);
  }

  private int contentSize() {
    return Base64.getDecoder().decode(contentBytes).length;
  }

  /** All properties, in the order in which they are shown. */
  public ObjectNode document() {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("@odata.type", "#microsoft.graph.fileAttachment");
    document.put("@odata.mediaContentType", contentType);
    document.put("id", id);
    document.put("lastModifiedDateTime", lastModified);
    document.put("name", name);
    document.put("contentType", contentType);
    // Exchange counts its own overhead, so the size is not the number of bytes.
    document.put("size", contentSize() + 200);
    document.put("isInline", inline);
    document.put("contentId", contentId);
    document.set("contentLocation", JsonNodeFactory.instance.nullNode());
    document.put("contentBytes", contentBytes);
    return document;
  }
}
