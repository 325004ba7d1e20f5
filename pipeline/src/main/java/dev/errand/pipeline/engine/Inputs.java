package dev.errand.pipeline.engine;

import dev.errand.pipeline.OperationStopped;
import dev.errand.schemas.Problem;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.WireJson;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The JSON of inputs, outputs and intents: as on the wire. */
final class Inputs {

  static final JsonMapper JSON = WireJson.mapper();

  private Inputs() {}

  static <I> I bind(JsonNode data, Class<I> type) {
    try {
      return JSON.treeToValue(data, type);
    } catch (JacksonException | IllegalArgumentException invalid) {
      throw OperationStopped.refused(
          Problem.of(ProblemCode.INVALID_COMMAND, "The command's data is not valid."));
    }
  }
}
