package dev.errand.pipeline.engine;

import dev.errand.pipeline.OperationStopped;
import dev.errand.schemas.Problem;
import dev.errand.schemas.ProblemCode;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/** The JSON of inputs, outputs, intents: lower-case enums, unknown fields refused. */
final class Inputs {

  static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
          .enable(tools.jackson.databind.DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

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
