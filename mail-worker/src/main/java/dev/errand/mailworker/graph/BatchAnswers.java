package dev.errand.mailworker.graph;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** The answers to a batch, in any order. */
record BatchAnswers(List<Item> responses) {

  BatchAnswers {
    responses = responses == null ? List.of() : List.copyOf(responses);
  }

  /** One of them; a body that is not there is missing, not null. */
  record Item(String id, int status, Map<String, String> headers, JsonNode body) {

    Item(
        @Nullable String id,
        int status,
        @Nullable Map<String, String> headers,
        @Nullable JsonNode body) {
      this.id = Objects.requireNonNullElse(id, "");
      this.status = status;
      this.headers = headers == null ? Map.of() : Map.copyOf(headers);
      this.body = body == null ? MissingNode.getInstance() : body;
    }
  }
}
