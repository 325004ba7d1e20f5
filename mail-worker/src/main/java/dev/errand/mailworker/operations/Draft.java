package dev.errand.mailworker.operations;

import dev.errand.mailworker.graph.Message;
import org.jspecify.annotations.Nullable;

/**
 * A draft of ours.
 *
 * @param id while it is a draft; once it is sent Graph may know it by another one
 * @param folder from where it may be sent, and so not Deleted Items; absent: that is not known
 */
record Draft(
    String id,
    @Nullable String internetMessageId,
    @Nullable String conversation,
    @Nullable String folder) {

  /** One that was made just now, or is known to lie where its person wants it to. */
  static Draft of(Message message) {
    return new Draft(
        message.id(),
        message.internetMessageId(),
        message.conversationId(),
        message.parentFolderId());
  }

  /** One that lies wherever its person may have put it. */
  static Draft found(Message message) {
    return new Draft(message.id(), message.internetMessageId(), message.conversationId(), null);
  }
}
