package dev.errand.noteworker.steps;

import dev.errand.noteworker.notion.PageId;
import dev.errand.runtime.http.HttpFailure;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A 503 that says what was saved all the same: {@code committed_resource_id} is the new page, or
 * the parent of the new blocks, whose ids are {@code committed_child_ids} in the request's order.
 * Source: https://developers.notion.com/reference/request-limits, 2026-10.
 */
final class Committed {

  private Committed() {}

  static Optional<String> page(HttpFailure failure) {
    return PageId.read(data(failure).path("committed_resource_id").asString(""));
  }

  /** The new blocks, if it tells of all of them. */
  static Optional<List<String>> children(HttpFailure failure, int expected) {
    List<String> ids =
        data(failure)
            .path("committed_child_ids")
            .valueStream()
            .flatMap(id -> PageId.read(id.asString("")).stream())
            .toList();
    return ids.size() == expected ? Optional.of(ids) : Optional.empty();
  }

  private static JsonNode data(HttpFailure failure) {
    return failure.body().path(failure.status() == 503 ? "additional_data" : "none");
  }
}
