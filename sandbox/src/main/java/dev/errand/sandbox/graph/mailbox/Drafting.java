package dev.errand.sandbox.graph.mailbox;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Turns what a client wrote into the document of a message, and writes changes into it. */
final class Drafting {

  /** What the store alone decides. */
  private static final Set<String> READ_ONLY =
      Set.of(
          "id",
          "createdDateTime",
          "lastModifiedDateTime",
          "changeKey",
          "receivedDateTime",
          "sentDateTime",
          "hasAttachments",
          "bodyPreview",
          "parentFolderId",
          "conversationId",
          "conversationIndex",
          "isDraft",
          "webLink",
          "uniqueBody");

  private static final Set<String> AT_CREATION_ONLY =
      Set.of("internetMessageHeaders", "attachments");

  private static final Set<String> OF_DRAFTS_ONLY =
      Set.of("subject", "body", "replyTo", "internetMessageId", "from", "sender");

  private final Owner owner;
  private final Ids ids;
  private final Responses responses;

  Drafting(Owner owner, Ids ids) {
    this.owner = owner;
    this.ids = ids;
    this.responses = new Responses(owner, ids);
  }

  /** The document of a new draft. Read-only properties in the body have no effect. */
  ObjectNode draft(ObjectNode body, Instant now) {
    return filled(empty(now), body);
  }

  /**
   * The document of a draft that answers or passes on a message.
   *
   * @param changes what the client says of it, stronger than what follows from the original
   * @param comment above the quoted message
   */
  ObjectNode response(
      ObjectNode original,
      Response response,
      ObjectNode changes,
      String comment,
      Language language,
      Instant now) {
    ObjectNode document = empty(now);
    responses.write(document, original, response, language);
    document.set("body", Bodies.stored(Quotes.below(comment, original)));
    document.put("bodyPreview", Bodies.preview(document.path("body")));
    return filled(document, changes);
  }

  private ObjectNode filled(ObjectNode document, ObjectNode body) {
    InternetHeaders.require(body.get("internetMessageHeaders"));
    body.forEachEntry(
        (name, value) -> {
          if (!READ_ONLY.contains(name) && !name.equals("attachments") && !name.startsWith("@")) {
            write(document, name, value);
          }
        });
    return document;
  }

  private ObjectNode empty(Instant now) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    for (String moment :
        List.of("createdDateTime", "lastModifiedDateTime", "receivedDateTime", "sentDateTime")) {
      document.put(moment, now.toString());
    }
    document.put("changeKey", ids.changeKey());
    document.put("hasAttachments", false);
    document.put("internetMessageId", ids.internetMessage(owner.domain()));
    document.put("subject", "");
    document.put("bodyPreview", "");
    document.put("importance", "normal");
    document.put("conversationId", ids.conversation());
    document.put("conversationIndex", ids.conversationIndex());
    document.put("isDeliveryReceiptRequested", false);
    document.put("isReadReceiptRequested", false);
    document.put("isRead", true);
    document.put("isDraft", true);
    document.put("inferenceClassification", "focused");
    document.set(
        "body", Bodies.stored(JsonNodeFactory.instance.objectNode().put("contentType", "text")));
    document.set("sender", recipient(owner.name(), owner.address()));
    document.set("from", recipient(owner.name(), owner.address()));
    for (String list :
        List.of("categories", "toRecipients", "ccRecipients", "bccRecipients", "replyTo")) {
      document.putArray(list);
    }
    document.putObject("flag").put("flagStatus", "notFlagged");
    document.putArray("singleValueExtendedProperties");
    return document;
  }

  static ObjectNode recipient(String name, String address) {
    ObjectNode recipient = JsonNodeFactory.instance.objectNode();
    recipient.putObject("emailAddress").put("name", name).put("address", address);
    return recipient;
  }

  /** Writes a PATCH into the document of a message, or refuses it whole. */
  void change(ObjectNode document, ObjectNode change) {
    boolean draft = document.path("isDraft").booleanValue();
    for (String name : change.propertyNames()) {
      if (READ_ONLY.contains(name) || AT_CREATION_ONLY.contains(name)) {
        throw MailErrors.notSettable();
      }
      if (!draft && OF_DRAFTS_ONLY.contains(name)) {
        throw MailErrors.notDraft();
      }
    }
    change.forEachEntry(
        (name, value) -> {
          if (!name.startsWith("@")) {
            write(document, name, value);
          }
        });
  }

  private void write(ObjectNode document, String name, JsonNode value) {
    switch (name) {
      case "body" -> {
        document.set("body", Bodies.stored(value));
        document.put("bodyPreview", Bodies.preview(document.path("body")));
      }
      case "toRecipients", "ccRecipients", "bccRecipients", "replyTo" ->
          document.set(name, named(value));
      case "singleValueExtendedProperties", "multiValueExtendedProperties" ->
          merge(document, name, value);
      case "subject" -> document.put("subject", value.asString(""));
      case "internetMessageId" -> document.set(name, value.isNull() ? document.get(name) : value);
      default -> {
        // No other property can be emptied.
        if (!value.isNull()) {
          document.set(name, value);
        }
      }
    }
  }

  /** A recipient without a name is shown with its address for a name. */
  private static ArrayNode named(JsonNode recipients) {
    ArrayNode named = JsonNodeFactory.instance.arrayNode();
    for (JsonNode recipient : recipients) {
      JsonNode address = recipient.path("emailAddress");
      String written = address.path("address").asString("").strip();
      named.add(recipient(address.path("name").asString(written), written));
    }
    return named;
  }

  /** Extended properties are set one by one; others stay. */
  private static void merge(ObjectNode document, String name, JsonNode properties) {
    ArrayNode merged = JsonNodeFactory.instance.arrayNode();
    for (JsonNode old : document.path(name)) {
      if (properties.valueStream().noneMatch(added -> added.path("id").equals(old.path("id")))) {
        merged.add(old);
      }
    }
    for (JsonNode added : properties) {
      if (!added.has("id") || !added.has("value")) {
        throw MailErrors.notSettable();
      }
      merged.add(added);
    }
    document.set(name, merged);
  }
}
