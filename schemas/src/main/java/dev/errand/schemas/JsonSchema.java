package dev.errand.schemas;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.PathType;
import dev.errand.schemas.OperationCatalog.Validation;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * One compiled JSON Schema of ours. Its reasons are made of the schema's words, never of the data:
 * the one thing they may name of it is a plain property name.
 */
final class JsonSchema {

  /** Where schemas and {@code asyncapi.yaml} lie on the classpath. */
  static final String FOLDER = "classpath:errand/";

  private static final Pattern ALTERNATIVE = Pattern.compile(".*/anyOf/[0-9]+/required");
  private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,31}");

  /** Refuses to load anything from elsewhere than the classpath. */
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12,
          builder ->
              builder
                  .schemaLoader(
                      loader -> loader.allow(iri -> iri.toString().startsWith("classpath:")))
                  .schemaRegistryConfig(
                      SchemaRegistryConfig.builder()
                          .formatAssertionsEnabled(true)
                          .pathType(PathType.JSON_POINTER)
                          .preloadSchema(true)
                          .build()));

  private final Schema schema;

  private JsonSchema(Schema schema) {
    this.schema = schema;
  }

  /**
   * Compiles a schema file, as {@code schemas/result.json}.
   *
   * @throws RuntimeException if there is none, or it is no schema
   */
  static JsonSchema ofResource(String name) {
    return new JsonSchema(REGISTRY.getSchema(SchemaLocation.of(FOLDER + name)));
  }

  Validation validate(JsonNode node) {
    List<Error> errors = schema.validate(node);
    return errors.isEmpty()
        ? new Validation.Valid(node)
        : new Validation.Invalid(
            errors.stream()
                .map(error -> reason(error, errors))
                .distinct()
                .limit(Validation.Invalid.MAX_REASONS)
                .toList());
  }

  private static String reason(Error error, List<Error> all) {
    return at(error) + " " + (isAlternative(error) ? needs(error, all) : words(error));
  }

  /** One of several of which any one would do: none of them is lacking by itself. */
  private static boolean isAlternative(Error error) {
    return ALTERNATIVE.matcher(error.getEvaluationPath().toString()).matches();
  }

  private static String needs(Error error, List<Error> all) {
    String place = error.getInstanceLocation().toString();
    return "needs at least one of "
        + all.stream()
            .filter(JsonSchema::isAlternative)
            .filter(other -> other.getInstanceLocation().toString().equals(place))
            .map(Error::getProperty)
            .collect(Collectors.joining(", "));
  }

  private static String at(Error error) {
    String pointer = error.getInstanceLocation().toString();
    return pointer.isEmpty() ? "The data" : pointer;
  }

  private static String words(Error error) {
    JsonNode bound = error.getSchemaNode();
    return switch (error.getKeyword()) {
      case "required" -> "lacks " + error.getProperty();
      case "additionalProperties" -> "has an unknown property" + nameIfPlain(error.getProperty());
      case "type" -> "is not of type " + bound.asString();
      case "enum" -> "is not one of " + bound;
      case "maxLength" -> "is longer than " + bound + " characters";
      case "minLength" -> "is shorter than " + bound + " characters";
      case "maxItems" -> "has more than " + bound + " items";
      case "minItems" -> "has fewer than " + bound + " items";
      case "maximum" -> "is more than " + bound;
      case "minimum" -> "is less than " + bound;
      case "format" -> "is not a " + bound.asString();
      case "dependentRequired" -> "lacks what goes with " + error.getProperty();
      case "oneOf" -> oneOf(bound);
      case "pattern" -> "does not have the form it must have";
      default -> "is not valid";
    };
  }

  /** Alternatives that ask for one property each are told by these. */
  private static String oneOf(JsonNode alternatives) {
    boolean named =
        alternatives
            .valueStream()
            .allMatch(each -> each.size() == 1 && each.path("required").size() == 1);
    return named
        ? "needs exactly one of "
            + alternatives
                .valueStream()
                .map(each -> each.path("required").path(0).asString())
                .collect(Collectors.joining(", "))
        : "is not valid";
  }

  private static String nameIfPlain(String name) {
    return PLAIN_NAME.matcher(name).matches() ? " " + name : "";
  }
}
