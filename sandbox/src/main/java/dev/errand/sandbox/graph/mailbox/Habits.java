package dev.errand.sandbox.graph.mailbox;

import java.util.Set;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the owner of a mailbox has set in Outlook. The sandbox shows automatic replies and sends
 * none.
 *
 * @param automaticReplies {@code disabled}, {@code alwaysEnabled} or {@code scheduled}
 */
public record Habits(String timeZone, String automaticReplies, String replyMessage) {

  static final Habits USUAL = new Habits("UTC", "disabled", "");

  public Habits {
    if (!Set.of("disabled", "alwaysEnabled", "scheduled").contains(automaticReplies)) {
      throw new IllegalArgumentException("Automatic replies are no " + automaticReplies);
    }
  }

  /** The automatic replies as Graph shows them. */
  public ObjectNode document() {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("status", automaticReplies).put("externalAudience", "all");
    document.put("internalReplyMessage", replyMessage).put("externalReplyMessage", replyMessage);
    document
        .putObject("scheduledStartDateTime")
        .put("dateTime", "2026-01-01T08:00:00.0000000")
        .put("timeZone", "UTC");
    document
        .putObject("scheduledEndDateTime")
        .put("dateTime", "2026-01-02T08:00:00.0000000")
        .put("timeZone", "UTC");
    return document;
  }
}
