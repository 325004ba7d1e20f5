package dev.errand.schemas;

import com.fasterxml.jackson.annotation.JsonInclude;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * How JSON is written and bound everywhere on our wire. Thread-safe.
 *
 * <ol>
 *   <li>What is absent is left out: there is no {@code null} on the wire.
 *   <li>Properties stand in the order in which their record declares them, so that the same record
 *       is the same bytes.
 *   <li>A name twice, a name that is not known, and anything after the end are refused.
 *   <li>What it reads is bounded in length, depth and number of parts.
 * </ol>
 */
public final class WireJson {

  /**
   * The most bytes of data in one event: 1,000,000, which leaves 48,576 of Kafka's default record
   * limit of 1,048,576 for the key, the headers and the framing.
   */
  public static final int MAX_DATA_BYTES = 1_000_000;

  /** Deeper than any schema of ours (3), shallow enough for any stack. */
  private static final int MAX_DEPTH = 32;

  /** The largest valid command, a mail to 500 people, has about 4,000 parts. */
  private static final int MAX_TOKENS = 20_000;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxDocumentLength(2L * MAX_DATA_BYTES)
                          .maxStringLength(MAX_DATA_BYTES)
                          .maxNestingDepth(MAX_DEPTH)
                          .maxTokenCount(MAX_TOKENS)
                          .maxNameLength(256)
                          .maxNumberLength(32)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
          .build();

  private static final JsonMapper LENIENT =
      MAPPER.rebuild().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private WireJson() {}

  /** The mapper, which cannot be changed after it was built. */
  public static JsonMapper mapper() {
    return MAPPER;
  }

  /**
   * The same for what only Errand writes, perhaps in a later version, as in a rolling update: names
   * that are not known are passed over.
   */
  public static JsonMapper lenient() {
    return LENIENT;
  }
}
