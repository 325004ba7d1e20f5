package dev.errand.schemas;

import dev.errand.schemas.mail.Mailbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Whether a mail can go to all whom it names: what a JSON Schema cannot say of an address. Told by
 * the place of each, and never by quoting it.
 */
final class Recipients {

  private static final List<String> LISTS = List.of("to", "cc", "bcc");

  private Recipients() {}

  /** Why it cannot; empty if it can, or names nobody. */
  static List<String> reasons(JsonNode data) {
    List<String> reasons = new ArrayList<>();
    reason(data.path("from")).ifPresent(why -> reasons.add("/from " + why));
    for (String list : LISTS) {
      JsonNode addresses = data.path(list);
      for (int i = 0; addresses.isArray() && i < addresses.size(); i++) {
        String at = "/" + list + "/" + i + "/address, the " + Ordinal.of(i + 1) + " of " + list;
        reason(addresses.path(i).path("address")).ifPresent(why -> reasons.add(at + ", " + why));
      }
    }
    return reasons;
  }

  private static Optional<String> reason(JsonNode address) {
    return address.isString() && Mailbox.of(address.stringValue()) instanceof Mailbox.Refusal why
        ? Optional.of(why.why() + ". " + why.nextStep())
        : Optional.empty();
  }
}
