package dev.errand.sandbox.graph.mailbox;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a message says of those before it, as the headers {@code In-Reply-To} and {@code References}
 * do. It travels with the message and is no property of it.
 */
final class Threads {

  private static final String REFERENCES = "@references";

  private Threads() {}

  /** The message answers another one. */
  static void follow(ObjectNode answer, ObjectNode original) {
    var references = answer.putArray(REFERENCES);
    references(original).forEach(references::add);
    references.add(original.path("internetMessageId").asString(""));
  }

  /** The message answers one of which only the internet message id is known. */
  static void answer(ObjectNode answer, String internetMessageId) {
    answer.putArray(REFERENCES).add(internetMessageId);
  }

  /** Internet message ids, the oldest first; the last is the one that is answered. */
  static List<String> references(ObjectNode message) {
    List<String> references = new ArrayList<>();
    for (JsonNode reference : message.path(REFERENCES)) {
      references.add(reference.asString());
    }
    return references;
  }
}
