package dev.errand.mailworker.graph;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A message as Graph shows it; only its id and what was selected is there. */
public record Message(
    String id,
    @Nullable Boolean isDraft,
    @Nullable String parentFolderId,
    @Nullable String internetMessageId,
    @Nullable String conversationId,
    @Nullable Instant createdDateTime,
    @Nullable Instant receivedDateTime,
    @Nullable Instant sentDateTime,
    @Nullable Recipient from,
    List<Recipient> toRecipients,
    List<Recipient> ccRecipients,
    List<Recipient> bccRecipients,
    @Nullable String subject,
    @Nullable String bodyPreview,
    @Nullable ItemBody body,
    @Nullable String importance,
    @Nullable Boolean isRead,
    @Nullable Boolean hasAttachments,
    List<String> categories,
    @Nullable FollowUp flag,
    List<Attachment> attachments,
    List<ExtendedProperty> singleValueExtendedProperties,
    @JsonProperty("@removed") @Nullable Removed removed) {

  /** In a list of changes: it is not in the folder any more, and nothing but its id is there. */
  public record Removed(@Nullable String reason) {}

  public Message {
    Objects.requireNonNull(id, "A message has an id");
    toRecipients = toRecipients == null ? List.of() : List.copyOf(toRecipients);
    ccRecipients = ccRecipients == null ? List.of() : List.copyOf(ccRecipients);
    bccRecipients = bccRecipients == null ? List.of() : List.copyOf(bccRecipients);
    attachments = attachments == null ? List.of() : List.copyOf(attachments);
    categories = categories == null ? List.of() : List.copyOf(categories);
    singleValueExtendedProperties =
        singleValueExtendedProperties == null
            ? List.of()
            : List.copyOf(singleValueExtendedProperties);
  }

  /** What that property of our own says, if it was asked for and is there. */
  public Optional<String> property(String id) {
    return singleValueExtendedProperties.stream()
        .filter(property -> property.id().equalsIgnoreCase(id))
        .map(ExtendedProperty::value)
        .findFirst();
  }

  /** Not sent yet, as far as the mailbox knows. */
  public boolean draft() {
    return Boolean.TRUE.equals(isDraft);
  }

  public boolean read() {
    return Boolean.TRUE.equals(isRead);
  }

  public boolean hasFiles() {
    return Boolean.TRUE.equals(hasAttachments);
  }
}
