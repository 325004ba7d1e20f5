package dev.errand.sandbox.notion;

import dev.errand.sandbox.http.Effect;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What an endpoint answers with 200. */
record Answer(ObjectNode body, @Nullable Effect effect) {

  static Answer of(ObjectNode body) {
    return new Answer(body, null);
  }

  Answer changed(String kind, String id) {
    return new Answer(body, Effect.of(kind, id));
  }
}
