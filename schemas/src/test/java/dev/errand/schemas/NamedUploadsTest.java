package dev.errand.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.schemas.OperationCatalog.Entry;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What the records say of uploads is what the schemas say. */
class NamedUploadsTest {

  private static final String FILE = "new-attachment.json";
  private static final OperationCatalog CATALOG = new OperationCatalog();

  private final NamedUploads named = new NamedUploads(CATALOG);

  static Stream<Entry> operations() {
    return CATALOG.entries().stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("operations")
  void uploadsAreNamedWhereverTheSchemaTakesAFileAndNowhereElse(Entry operation)
      throws IOException {
    JsonNode schema = schema(operation);
    List<String> places =
        schema
            .path("properties")
            .propertyStream()
            .filter(each -> each.getValue().at("/items/$ref").asString("").equals(FILE))
            .map(java.util.Map.Entry::getKey)
            .toList();
    assertThat(schema.findValuesAsString("$ref").stream().filter(FILE::equals))
        .as("further places in it")
        .hasSameSizeAs(places);
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    for (String place : List.of("attachments", "files", "upload")) {
      data.putArray(place).addObject().put("upload", "elsewhere");
    }
    places.forEach(
        place -> {
          data.withArray(place).removeAll().addObject().put("content", "SGk=");
          data.withArray(place).addObject().put("upload", place + "-1");
          data.withArray(place).addObject().put("upload", place + "-2");
        });
    assertThat(named.of(command(operation.name(), data)))
        .isEqualTo(
            places.stream().flatMap(place -> Stream.of(place + "-1", place + "-2")).toList());
  }

  private static JsonNode schema(Entry operation) throws IOException {
    try (InputStream schema =
        Objects.requireNonNull(
            OperationCatalog.class.getResourceAsStream("/errand/" + operation.inputSchema()))) {
      return JsonMapper.shared().readTree(schema);
    }
  }

  private static Command command(OperationName operation, JsonNode data) {
    return new Command(
        new UserId("ann"),
        new CommandId("1"),
        operation,
        "urn:test",
        Priority.INTERACTIVE,
        null,
        null,
        null,
        null,
        data);
  }
}
