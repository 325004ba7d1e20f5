package dev.errand.sandbox.graph.mailbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A file, an item or a link in a message. */
public record Attachment(
    String id,
    String name,
    @Nullable String contentType,
    Content content,
    boolean inline,
    @Nullable String contentId,
    String lastModified) {

  /** Larger ones need an upload session. */
  static final int LARGEST = 3 * 1024 * 1024;

  private static final String TYPE = "microsoft.graph.";

  /**
   * What a client adds: files only. Items and links come with received mail.
   *
   * @param body read as {@link MailTypes#ATTACHMENT}
   */
  static Attachment from(ObjectNode body, String id, Instant now) {
    String type = type(body);
    if (!type.equalsIgnoreCase("fileAttachment")) {
      throw MailErrors.invalidAttachment(
          type.isEmpty()
              ? "The annotation 'odata.type' must be specified for an attachment."
              : "Attachments of type '" + type + "' are not supported here.");
    }
    if (!body.path("contentBytes").isString()) {
      throw MailErrors.invalidAttachment("The attachment's contentBytes are required.");
    }
    Attachment attachment =
        of(body, new Content.Small(body.path("contentBytes").asString()), id, now);
    if (attachment.content().size() >= LARGEST) {
      throw MailErrors.tooLarge();
    }
    return attachment;
  }

  /** What comes with a mail from outside, of any type and size. */
  static Attachment received(ObjectNode body, String id, Instant now) {
    Content content =
        switch (type(body)) {
          case "itemAttachment" ->
              new Content.Item(
                  body.path("item").isObject()
                      ? (ObjectNode) body.path("item")
                      : JsonNodeFactory.instance.objectNode());
          case "referenceAttachment" -> new Content.Link();
          default -> new Content.Small(body.path("contentBytes").asString(""));
        };
    return of(body, content, id, now);
  }

  static Attachment of(ObjectNode body, Content content, String id, Instant now) {
    if (!body.path("name").isString() || body.path("name").asString().isEmpty()) {
      throw MailErrors.invalidAttachment("The attachment's name is required.");
    }
    return new Attachment(
        id,
        body.path("name").asString(),
        body.path("contentType").stringValue(null),
        content,
        body.path("isInline").booleanValue(false),
        body.path("contentId").stringValue(null),
        now.toString());
  }

  private static String type(ObjectNode body) {
    String type = body.path("@odata.type").asString("").replace("#", "");
    return type.startsWith(TYPE) ? type.substring(TYPE.length()) : type;
  }

  Attachment withId(String other) {
    return new Attachment(other, name, contentType, content, inline, contentId, lastModified);
  }

  /** Bytes it takes in a message, where everything is base64. */
  long encodedSize() {
    return (content.size() + 2) / 3 * 4;
  }

  /**
   * Its properties, in the order in which they are shown.
   *
   * @param withContent whether {@code contentBytes} are among them, for a file
   */
  public ObjectNode document(boolean withContent) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("@odata.type", "#" + TYPE + odataType());
    document.put("@odata.mediaContentType", contentType);
    document.put("id", id);
    document.put("lastModifiedDateTime", lastModified);
    document.put("name", name);
    document.put("contentType", contentType);
    // Exchange counts its own overhead, so the size is not the number of bytes.
    document.put("size", (int) content.size() + 200);
    document.put("isInline", inline);
    if (content instanceof Content.Small || content instanceof Content.Large) {
      document.put("contentId", contentId);
      document.set("contentLocation", JsonNodeFactory.instance.nullNode());
      if (withContent) {
        document.put("contentBytes", content.base64());
      }
    }
    return document;
  }

  private String odataType() {
    return switch (content) {
      case Content.Small _, Content.Large _ -> "fileAttachment";
      case Content.Item _ -> "itemAttachment";
      case Content.Link _ -> "referenceAttachment";
    };
  }
}
