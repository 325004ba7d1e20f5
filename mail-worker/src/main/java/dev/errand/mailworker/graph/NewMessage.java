package dev.errand.mailworker.graph;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A draft to be made, or a mail to be sent without one.
 *
 * @param attachments absent: files come later
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NewMessage(
    String subject,
    ItemBody body,
    List<Recipient> toRecipients,
    List<Recipient> ccRecipients,
    List<Recipient> bccRecipients,
    String importance,
    List<ExtendedProperty> singleValueExtendedProperties,
    @Nullable List<NewAttachedFile> attachments) {

  public NewMessage {
    toRecipients = List.copyOf(toRecipients);
    ccRecipients = List.copyOf(ccRecipients);
    bccRecipients = List.copyOf(bccRecipients);
    singleValueExtendedProperties = List.copyOf(singleValueExtendedProperties);
    attachments = attachments == null ? null : List.copyOf(attachments);
  }
}
