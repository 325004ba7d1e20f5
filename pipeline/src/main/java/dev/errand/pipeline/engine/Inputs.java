package dev.errand.pipeline.engine;

import dev.errand.pipeline.OperationStopped;
import dev.errand.schemas.Problem;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.WireJson;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The JSON of inputs, outputs and intents: as on the wire. Thread-safe. */
final class Inputs {

  static final JsonMapper JSON = WireJson.mapper();

  /** What is left of an event's data for an output, when the rest of the result is in it. */
  private static final int MOST_OUTPUT_BYTES = WireJson.MAX_DATA_BYTES - 50_000;

  /** Fewer bytes than this cannot have more parts than can be read. */
  private static final int SURELY_READABLE_BYTES = 20_000;

  private Inputs() {}

  /** Whether a result can carry it: a larger one could not be sent, and would be in the way. */
  static boolean fits(JsonNode output) {
    byte[] bytes = JSON.writeValueAsBytes(output);
    return bytes.length <= SURELY_READABLE_BYTES
        || (bytes.length <= MOST_OUTPUT_BYTES && readable(bytes));
  }

  private static boolean readable(byte[] bytes) {
    try {
      return !JSON.readTree(bytes).isMissingNode();
    } catch (JacksonException tooMuch) {
      return false;
    }
  }

  /**
   * What a step, a choice or an intent was written down as: perhaps by a later version, as in a
   * rolling update, whose properties that are not known here are passed over.
   */
  static <T> T recorded(JsonNode json, Class<T> type) {
    return WireJson.lenient().treeToValue(json, type);
  }

  static <I> I bind(JsonNode data, Class<I> type) {
    try {
      return JSON.treeToValue(data, type);
    } catch (JacksonException | IllegalArgumentException invalid) {
      throw OperationStopped.refused(
          Problem.of(ProblemCode.INVALID_COMMAND, "The command's data is not valid."));
    }
  }
}
