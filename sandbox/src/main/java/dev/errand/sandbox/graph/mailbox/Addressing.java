package dev.errand.sandbox.graph.mailbox;

import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** Whether a message may go, as far as its sender and recipients tell. */
final class Addressing {

  private static final Pattern ADDRESS =
      Pattern.compile("[^\\s@<>,;\"()\\p{Cntrl}]{1,64}@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+");

  private static final int MOST_RECIPIENTS = 500;

  private Addressing() {}

  static void requireSendable(Owner sender, Message draft) {
    int recipients = 0;
    for (String property : MailTypes.RECIPIENTS) {
      recipients += draft.document().path(property).size();
    }
    if (recipients == 0) {
      throw MailErrors.noRecipients();
    }
    if (recipients > MOST_RECIPIENTS) {
      throw MailErrors.tooManyRecipients();
    }
    for (String address : draft.recipients().keySet()) {
      if (!ADDRESS.matcher(address).matches()) {
        throw MailErrors.unresolved(address);
      }
    }
    requireOwn(sender, draft.document());
  }

  private static void requireOwn(Owner sender, ObjectNode document) {
    String from = document.path("from").path("emailAddress").path("address").asString("");
    if (!sender.has(from)) {
      throw MailErrors.sendAsDenied();
    }
  }
}
