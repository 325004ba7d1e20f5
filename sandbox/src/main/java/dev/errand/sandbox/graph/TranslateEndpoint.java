package dev.errand.sandbox.graph;

import dev.errand.sandbox.graph.mailbox.Message;
import dev.errand.sandbox.graph.odata.ODataError;
import dev.errand.sandbox.http.Json;
import dev.errand.sandbox.http.Reply;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Ids of messages from one form to the other. Of the five forms the two of REST are simulated. What
 * the provider says to an id that it does not know is not documented; here it is not found.
 */
final class TranslateEndpoint {

  private static final String DEFAULT = "restId";
  private static final String IMMUTABLE = "restImmutableEntryId";

  private static final int MOST = 1000;

  private TranslateEndpoint() {}

  static Reply translate(Call call) {
    ObjectNode asked =
        Parameters.read(call, "translateExchangeIds", "inputIds", "sourceIdType", "targetIdType");
    requireForm(asked.path("sourceidtype"));
    requireForm(asked.path("targetidtype"));
    JsonNode inputs = asked.path("inputids");
    if (!inputs.isArray() || inputs.isEmpty() || inputs.size() > MOST) {
      throw refused("inputIds must hold 1 to " + MOST + " ids.");
    }
    ArrayNode value = Json.array();
    for (JsonNode input : inputs) {
      Message message = call.mailbox().require(input.asString(""));
      boolean immutable = asked.path("targetidtype").asString().equalsIgnoreCase(IMMUTABLE);
      value
          .addObject()
          .put("sourceId", input.asString())
          .put("targetId", immutable ? message.immutableId() : message.id());
    }
    ObjectNode body = Json.object();
    body.put(
        "@odata.context", call.base() + "/$metadata#Collection(microsoft.graph.convertIdResult)");
    body.set("value", value);
    return Reply.json(200, body);
  }

  private static void requireForm(JsonNode form) {
    String named = form.asString("");
    if (!named.equalsIgnoreCase(DEFAULT) && !named.equalsIgnoreCase(IMMUTABLE)) {
      throw refused("The sandbox translates restId and restImmutableEntryId only.");
    }
  }

  private static ODataError refused(String why) {
    return new ODataError(400, "ErrorInvalidArgument", why);
  }
}
