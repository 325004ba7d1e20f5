package dev.errand.sandbox.graph.mailbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One item of a mailbox: its document, with the names of {@link MailTypes#MESSAGE}, and its place.
 */
public final class Message {

  private final long number;
  private final ObjectNode document;
  private final List<Attachment> attachments = new ArrayList<>();
  private String immutableId;
  private @Nullable Folder folder;

  Message(long number, ObjectNode document, String immutableId) {
    this.number = number;
    this.document = document;
    this.immutableId = immutableId;
  }

  /** The order in which messages came into being. */
  long number() {
    return number;
  }

  /**
   * The truth about this message, except for attachments. Read it under the lock; change it through
   * a mailbox.
   */
  public ObjectNode document() {
    return document;
  }

  public List<Attachment> attachments() {
    return attachments;
  }

  /** The id that changes when the message is moved or sent. */
  public String id() {
    return text("id");
  }

  public String immutableId() {
    return immutableId;
  }

  void immutableId(String id) {
    immutableId = id;
  }

  @Nullable Folder folder() {
    return folder;
  }

  void folder(@Nullable Folder other) {
    folder = other;
  }

  public boolean isDraft() {
    return document.path("isDraft").booleanValue(false);
  }

  public String parentFolderId() {
    return text("parentFolderId");
  }

  boolean isRead() {
    return document.path("isRead").booleanValue(false);
  }

  String receivedDateTime() {
    return text("receivedDateTime");
  }

  String text(String property) {
    return document.path(property).asString("");
  }

  /** Canonical property id to value. */
  Map<String, String> extendedProperties() {
    Map<String, String> properties = new LinkedHashMap<>();
    for (JsonNode property : document.path("singleValueExtendedProperties")) {
      properties.put(property.path("id").asString(), property.path("value").asString(""));
    }
    return properties;
  }

  /** The value of the first extended property of this name, whatever its GUID. */
  public @Nullable String extendedValue(String name) {
    return extendedProperties().entrySet().stream()
        .filter(property -> ExtendedId.nameOf(property.getKey()).equals(name))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(null);
  }

  /** Addresses of all who get it, as they were written, each once; to what name. */
  public SequencedMap<String, String> recipients() {
    SequencedMap<String, String> recipients = new LinkedHashMap<>();
    for (String property : MailTypes.RECIPIENTS) {
      for (JsonNode recipient : document.path(property)) {
        JsonNode address = recipient.path("emailAddress");
        recipients.putIfAbsent(
            address.path("address").asString(""), address.path("name").asString(""));
      }
    }
    return recipients;
  }

  /** Everybody it is for, as often as they are written, each with the field they stand in. */
  public List<String> envelope() {
    return MailTypes.RECIPIENTS.stream()
        .flatMap(
            property ->
                document
                    .path(property)
                    .valueStream()
                    .map(recipient -> recipient.path("emailAddress").path("address").asString(""))
                    .map(address -> property.replace("Recipients", " ") + address))
        .toList();
  }
}
