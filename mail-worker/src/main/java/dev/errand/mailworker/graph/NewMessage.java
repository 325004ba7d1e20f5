package dev.errand.mailworker.graph;

import java.util.List;

/** A draft to be made. */
public record NewMessage(
    String subject,
    ItemBody body,
    List<Recipient> toRecipients,
    List<Recipient> ccRecipients,
    List<Recipient> bccRecipients,
    String importance,
    List<ExtendedProperty> singleValueExtendedProperties) {

  public NewMessage {
    toRecipients = List.copyOf(toRecipients);
    ccRecipients = List.copyOf(ccRecipients);
    bccRecipients = List.copyOf(bccRecipients);
    singleValueExtendedProperties = List.copyOf(singleValueExtendedProperties);
  }
}
