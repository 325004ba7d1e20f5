package dev.errand.mailworker.graph;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the draft of a reply or a forward is to have; what is absent stays as it follows from the
 * mail that it goes on from.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReplyChange(
    @Nullable ItemBody body,
    @Nullable List<Recipient> toRecipients,
    @Nullable List<Recipient> ccRecipients,
    @Nullable List<Recipient> bccRecipients,
    @Nullable String importance,
    List<ExtendedProperty> singleValueExtendedProperties) {

  public ReplyChange {
    toRecipients = toRecipients == null ? null : List.copyOf(toRecipients);
    ccRecipients = ccRecipients == null ? null : List.copyOf(ccRecipients);
    bccRecipients = bccRecipients == null ? null : List.copyOf(bccRecipients);
    singleValueExtendedProperties = List.copyOf(singleValueExtendedProperties);
  }

  /**
   * A property of our own, and for a forward whom it is for: Graph makes none for nobody.
   *
   * @param to absent: those that follow from the mail
   */
  public static ReplyChange made(ExtendedProperty mark, @Nullable List<Recipient> to) {
    return new ReplyChange(null, to, null, null, null, List.of(mark));
  }
}
