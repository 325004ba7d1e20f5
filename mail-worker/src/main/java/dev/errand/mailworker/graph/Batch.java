package dev.errand.mailworker.graph;

import java.util.List;
import java.util.Map;

/** Several requests in one. */
record Batch(List<Request> requests) {

  Batch {
    requests = List.copyOf(requests);
  }

  /**
   * One of them.
   *
   * @param url behind Graph's own address, encoded
   */
  record Request(String id, String method, String url, Map<String, String> headers) {

    Request {
      headers = Map.copyOf(headers);
    }
  }
}
