package dev.errand.noteworker.operations;

import static dev.errand.schemas.note.NoteOperations.NOTE_CREATE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.schemas.Command;
import dev.errand.schemas.OperationCatalog;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.Problem;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import dev.errand.schemas.Topics;
import dev.errand.schemas.WireJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The id of what is another person's, in any field of any command, is answered as one that nobody
 * has: byte by byte, but for the provider's own id of its answer, and after the same calls.
 */
class IsolationTest {

  private static final Path GOLDEN = Path.of("../runtime/src/test/resources/golden");

  private final NotionUser user = new NotionUser();
  private final NotionUser other = new NotionUser();

  record Case(OperationName operation, String field) {}

  static Stream<Case> fields() {
    return new OperationCatalog()
        .entries().stream()
            .filter(entry -> entry.topics().equals(Topics.NOTE))
            .flatMap(
                entry ->
                    ids(entry.inputSchema()).stream().map(field -> new Case(entry.name(), field)));
  }

  @Test
  void allFieldsAreLookedAt() {
    assertThat(fields()).hasSizeGreaterThan(10);
  }

  @ParameterizedTest
  @MethodSource("fields")
  void somebodyElsesIdIsAsUnknownAsOneThatNobodyHas(Case field) {
    String theirs = create(other);
    String mine = create(user);
    String before = other.blocks(theirs).toString();
    Answer foreign = answer(field, mine, theirs);
    Answer unknown = answer(field, mine, UUID.randomUUID().toString());
    assertThat(foreign.result().status()).isEqualTo(Status.FAILED);
    assertThat(NotionUser.code(foreign.result())).isEqualTo(ProblemCode.NOT_FOUND);
    assertThat(told(foreign.result())).isEqualTo(told(unknown.result()));
    assertThat(foreign.result().attempts()).isEqualTo(unknown.result().attempts());
    assertThat(foreign.calls()).isEqualTo(unknown.calls());
    assertThat(other.blocks(theirs).toString()).isEqualTo(before);
  }

  private record Answer(Result result, List<String> calls) {}

  private Answer answer(Case field, String mine, String id) {
    ObjectNode data = (ObjectNode) example(field.operation());
    var _ = data.remove("cursor");
    JsonNode schema = schema("schemas/" + field.operation() + ".input.json");
    List<String> required = schema.path("required").valueStream().map(JsonNode::asString).toList();
    for (String name : ids("schemas/" + field.operation() + ".input.json")) {
      var _ = required.contains(name) ? data.put(name, mine) : data.remove(name);
    }
    var _ = data.put(field.field(), id);
    List<Result> results = new ArrayList<>();
    List<String> calls = user.callsOf(() -> results.add(user.run(field.operation(), asMap(data))));
    return new Answer(results.getFirst(), calls);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, ?> asMap(JsonNode data) {
    return JsonMapper.shared().treeToValue(data, Map.class);
  }

  private static String told(Result result) {
    Problem problem = Objects.requireNonNull(result.problem());
    return WireJson.mapper().writeValueAsString(problem.providerRequest(null));
  }

  private static String create(NotionUser someone) {
    return someone
        .succeeded(NOTE_CREATE, Map.of("title", "Secret", "markdown", "x"))
        .path("page")
        .asString();
  }

  /** The fields of a command's data that hold an id of Notion's. */
  private static List<String> ids(String schema) {
    return schema(schema).path("properties").properties().stream()
        .filter(
            property ->
                property.getValue().path("$ref").asString("").startsWith("#/$defs/")
                    && schema(schema)
                        .at(property.getValue().path("$ref").asString().substring(1))
                        .path("description")
                        .asString("")
                        .contains("UUID"))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static JsonNode schema(String name) {
    try (InputStream in = Command.class.getResourceAsStream("/errand/" + name)) {
      return JsonMapper.shared().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode example(OperationName operation) {
    try {
      String record = Files.readString(GOLDEN.resolve(operation + ".command"));
      return JsonMapper.shared().readTree(record.split("\n\n", 2)[1]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
