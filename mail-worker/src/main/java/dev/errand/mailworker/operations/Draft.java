package dev.errand.mailworker.operations;

import dev.errand.mailworker.graph.Message;
import org.jspecify.annotations.Nullable;

/**
 * A draft of ours.
 *
 * @param id while it is a draft; once it is sent Graph may know it by another one
 */
record Draft(String id, @Nullable String internetMessageId, @Nullable String conversation) {

  static Draft of(Message message) {
    return new Draft(message.id(), message.internetMessageId(), message.conversationId());
  }
}
