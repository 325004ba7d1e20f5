package dev.errand.mailworker.operations;

import dev.errand.mailworker.graph.ODataText;
import dev.errand.mailworker.letter.Addresses;
import dev.errand.schemas.mail.MailList;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for as a {@code $filter}. Graph sorts a filtered list only by what the filter
 * names first, else it answers {@code InefficientFilter}; the lists here are sorted by {@code
 * receivedDateTime}, so that stands at the head of every filter, if need be with a date before all
 * mails (https://learn.microsoft.com/graph/api/user-list-messages, 2026-09).
 */
final class MailFilter {

  private static final Instant BEFORE_ALL_MAILS = Instant.parse("1900-01-01T00:00:00Z");

  private MailFilter() {}

  /** The filter, or null for all mails. */
  static @Nullable String of(MailList asked) {
    List<String> others = new ArrayList<>();
    if (asked.unread() != null) {
      others.add("isRead eq " + !asked.unread());
    }
    if (asked.from() != null) {
      others.add(
          "from/emailAddress/address eq "
              + ODataText.quoted(Addresses.address("The sender", asked.from())));
    }
    if (asked.hasAttachment() != null) {
      others.add("hasAttachments eq " + asked.hasAttachment());
    }
    List<String> all = received(asked);
    if (all.isEmpty() && !others.isEmpty()) {
      all.add("receivedDateTime ge " + BEFORE_ALL_MAILS);
    }
    all.addAll(others);
    return all.isEmpty() ? null : String.join(" and ", all);
  }

  private static List<String> received(MailList asked) {
    List<String> received = new ArrayList<>();
    if (asked.since() != null) {
      received.add("receivedDateTime ge " + asked.since());
    }
    if (asked.before() != null) {
      received.add("receivedDateTime lt " + asked.before());
    }
    return received;
  }
}
