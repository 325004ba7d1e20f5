package dev.errand.sandbox.graph;

import dev.errand.sandbox.graph.mailbox.MailErrors;
import dev.errand.sandbox.graph.mailbox.MailTypes;
import dev.errand.sandbox.graph.mailbox.Mailbox;
import dev.errand.sandbox.graph.odata.BodyReader;
import dev.errand.sandbox.graph.odata.EntityType;
import dev.errand.sandbox.graph.odata.ODataError;
import dev.errand.sandbox.graph.odata.Query;
import dev.errand.sandbox.http.Request;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One request of a person that is let in: to that person's mailbox, under the lock. */
record Call(Request request, Caller caller, Mailbox mailbox, Preferences preferences) {

  String variable(String name) {
    return request.variable(name);
  }

  /**
   * The sandbox's own address as the client wrote it, as in {@code
   * http://localhost:18090/graph/v1.0}.
   */
  String base() {
    return "http://" + request.header("host").orElse("localhost") + GraphApi.PREFIX;
  }

  /**
   * The query options. With {@code Mail.ReadBasic} alone nothing may be asked about the content.
   */
  Query query(EntityType type) {
    return query(type, Set.of());
  }

  /**
   * The query options.
   *
   * @param read those that the endpoint reads itself
   */
  Query query(EntityType type, Set<String> read) {
    Map<String, String> parameters = parameters();
    parameters.keySet().removeAll(read);
    if (!type.equals(MailTypes.MESSAGE) && parameters.containsKey("$search")) {
      throw new ODataError(400, "BadRequest", "The query parameter '$search' is not supported.");
    }
    return Query.parse(parameters, type);
  }

  /** All query parameters, each of which may be there once. */
  Map<String, String> parameters() {
    Map<String, String> parameters = new LinkedHashMap<>();
    try {
      request.query().forEach((name, values) -> parameters.put(name, once(name, values)));
    } catch (IllegalArgumentException badEncoding) {
      throw new ODataError(400, "BadRequest", "The query is not properly encoded.");
    }
    return parameters;
  }

  private static String once(String name, List<String> values) {
    if (values.size() > 1) {
      throw new ODataError(
          400,
          "BadRequest",
          "Query option '"
              + name
              + "' was specified more than once, but it must be specified at most once.");
    }
    return values.getFirst();
  }

  Query messageQuery() {
    Query query = query(MailTypes.MESSAGE);
    requireAllowed(query);
    return query;
  }

  void requireAllowed(Query query) {
    MessageQueries.requireSupported(query);
    if (caller.basicOnly() && MessageQueries.asksForContent(query)) {
      throw MailErrors.accessDenied();
    }
  }

  MessageView view(Query query) {
    return new MessageView(query, preferences, caller.basicOnly());
  }

  /** The body, whatever its type. */
  JsonNode json() {
    boolean declared =
        request
            .header("content-type")
            .orElse("")
            .toLowerCase(Locale.ROOT)
            .startsWith("application/json");
    try {
      if (declared && request.body().length > 0) {
        return request.json();
      }
    } catch (JacksonException notJson) {
      // The same answer as to a body that does not even say it is JSON.
    }
    throw new ODataError(
        400,
        "BadRequest",
        "Unable to read JSON request payload. Please ensure Content-Type header is set and payload"
            + " is of valid JSON format.");
  }

  /** The front of the provider wants a length, also of nothing. */
  boolean lacksLength() {
    return request.header("content-length").isEmpty()
        && request.header("transfer-encoding").isEmpty();
  }

  ObjectNode body(EntityType type) {
    return BodyReader.read(json(), type);
  }
}
