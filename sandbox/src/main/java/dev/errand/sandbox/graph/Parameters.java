package dev.errand.sandbox.graph;

import dev.errand.sandbox.graph.odata.ODataError;
import dev.errand.sandbox.http.Json;
import java.util.Arrays;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Parameters of an action. Their names count without case; they are given here in lower case. */
final class Parameters {

  private Parameters() {}

  static ObjectNode read(Call call, String action, String... known) {
    JsonNode json = call.json();
    if (!json.isObject()) {
      throw new ODataError(
          400, "RequestBodyRead", "The parameters of '" + action + "' must be an object.");
    }
    ObjectNode parameters = Json.object();
    json.forEachEntry(
        (name, value) -> {
          if (Arrays.stream(known).noneMatch(name::equalsIgnoreCase)) {
            throw new ODataError(
                400,
                "BadRequest",
                "The parameter '"
                    + name
                    + "' in the request payload is not a valid parameter for the operation '"
                    + action
                    + "'.");
          }
          parameters.set(name.toLowerCase(Locale.ROOT), value);
        });
    return parameters;
  }
}
