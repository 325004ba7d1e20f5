package dev.errand.noteworker.operations;

import dev.errand.schemas.WireJson;
import dev.errand.schemas.database.RowsFound.Row;
import tools.jackson.databind.JsonNode;

/**
 * What still goes into a result, or into a row of it: bytes and parts of JSON, since those who read
 * our wire bound both. For one thread.
 */
final class ResultRoom {

  /** A result holds 1,000,000 bytes; the rest is for what stands around the rows. */
  private static final int RESULT_BYTES = 900_000;

  /** A result holds 20,000 parts. */
  private static final int RESULT_PARTS = 19_000;

  /** A row of this size and its list of what was cut, 100 names of 800 bytes, fit five times. */
  private static final int ROW_BYTES = 100_000;

  private static final int ROW_PARTS = 3_000;

  private long bytes;
  private long parts;

  private ResultRoom(long bytes, long parts) {
    this.bytes = bytes;
    this.parts = parts;
  }

  static ResultRoom ofResult() {
    return new ResultRoom(RESULT_BYTES, RESULT_PARTS);
  }

  static ResultRoom ofRow() {
    return new ResultRoom(ROW_BYTES, ROW_PARTS);
  }

  /** Takes room for a row, if there is as much. */
  boolean take(Row row) {
    return take(WireJson.mapper().valueToTree(row));
  }

  /** Takes room for a value and its name, if there is as much. */
  boolean take(String name, JsonNode value) {
    return take(WireJson.mapper().createObjectNode().set(name, value));
  }

  private boolean take(JsonNode json) {
    long wantedBytes = WireJson.mapper().writeValueAsBytes(json).length;
    long wantedParts = parts(json);
    if (wantedBytes > bytes || wantedParts > parts) {
      return false;
    }
    bytes -= wantedBytes;
    parts -= wantedParts;
    return true;
  }

  /** Tokens, as a reader counts them: begin, end, names and values. */
  private static long parts(JsonNode json) {
    return switch (json) {
      case JsonNode list when list.isArray() ->
          2 + list.valueStream().mapToLong(ResultRoom::parts).sum();
      case JsonNode map when map.isObject() ->
          2 + map.size() + map.valueStream().mapToLong(ResultRoom::parts).sum();
      default -> 1;
    };
  }
}
