package dev.errand.mailworker.graph;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The draft of a reply or a forward as Graph shows it, with one property of our own. */
public record ReplyDraft(
    String id,
    @Nullable String parentFolderId,
    @Nullable String internetMessageId,
    @Nullable String conversationId,
    List<Recipient> toRecipients,
    List<Recipient> ccRecipients,
    List<Recipient> bccRecipients,
    @Nullable ItemBody body,
    List<ExtendedProperty> singleValueExtendedProperties) {

  public ReplyDraft {
    Objects.requireNonNull(id, "A message has an id");
    toRecipients = toRecipients == null ? List.of() : List.copyOf(toRecipients);
    ccRecipients = ccRecipients == null ? List.of() : List.copyOf(ccRecipients);
    bccRecipients = bccRecipients == null ? List.of() : List.copyOf(bccRecipients);
    singleValueExtendedProperties =
        singleValueExtendedProperties == null
            ? List.of()
            : List.copyOf(singleValueExtendedProperties);
  }

  /**
   * Whether it has a property of that value. Nobody promises that Graph shows an id, or a value, in
   * the letters in which it was set; and no two properties of ours have the same value.
   */
  public boolean has(ExtendedProperty property) {
    return singleValueExtendedProperties.stream()
        .anyMatch(each -> property.value().equalsIgnoreCase(each.value()));
  }

  public Stream<Recipient> recipients() {
    return Stream.of(toRecipients, ccRecipients, bccRecipients).flatMap(List::stream);
  }
}
