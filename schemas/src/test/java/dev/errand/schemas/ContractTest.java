package dev.errand.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.schemas.OperationCatalog.Entry;
import dev.errand.schemas.database.DatabaseColumns;
import dev.errand.schemas.database.RowsFound.Row;
import dev.errand.schemas.mail.AttachmentContent;
import dev.errand.schemas.mail.Attachments;
import dev.errand.schemas.mail.Bounce;
import dev.errand.schemas.mail.Folders;
import dev.errand.schemas.mail.Mail;
import dev.errand.schemas.mail.MailBounced;
import dev.errand.schemas.mail.MailReports;
import dev.errand.schemas.note.Note;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Records, JSON Schemas and the AsyncAPI document say the same. */
class ContractTest {

  private static final OperationCatalog CATALOG = new OperationCatalog();
  private static final JsonNode ASYNC_API = Resources.yaml("asyncapi.yaml");

  @ParameterizedTest
  @MethodSource("files")
  void aRecordHasExactlyTheProperties(String file, Class<?> type) {
    JsonNode schema = Resources.json(file);
    assertRecord(file, type, schema, schema);
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyTextAndEveryArrayIsBounded(String file, Class<?> type) {
    assertBounded(file, Resources.json(file));
  }

  /** No operation's own: parts of several schemas. */
  private static final List<String> PARTS =
      List.of(
          "schemas/filter.json",
          "schemas/new-attachment.json",
          "schemas/new-values.json",
          "schemas/values.json");

  @Test
  void everySchemaFileBelongsToSomething() {
    assertThat(Resources.schemaFiles())
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(files().map(pair -> (String) pair[0]), PARTS.stream()).toList());
    assertThat(PARTS)
        .allSatisfy(part -> assertBounded(part, Resources.json(part)))
        .allSatisfy(
            part ->
                assertThat(files().map(pair -> Resources.json((String) pair[0]).toString()))
                    .anyMatch(file -> file.contains("\"" + part.replace("schemas/", "") + "\"")));
  }

  @Test
  void boundsThatWorkersKeepAreThoseOfTheSchemas() {
    assertThat(bound("schemas/note.get.output.json", "markdown", "maxLength"))
        .isEqualTo(Note.MAX_MARKDOWN);
    assertThat(bound("schemas/mail.get.output.json", "body", "maxLength")).isEqualTo(Mail.MAX_BODY);
    assertThat(bound("schemas/mail.get.output.json", "attachments", "maxItems"))
        .isEqualTo(Mail.MAX_ATTACHMENTS);
    assertThat(bound("schemas/attachment.list.output.json", "attachments", "maxItems"))
        .isEqualTo(Attachments.MAX_ATTACHMENTS);
    assertThat(bound("schemas/attachment.get.output.json", "content", "maxLength"))
        .isEqualTo(AttachmentContent.MAX_BYTES / 3 * 4);
    assertThat(bound("schemas/mail.delivery.output.json", "bounces", "maxItems"))
        .isEqualTo(MailReports.MAX_BOUNCES);
    assertThat(
            Resources.json("schemas/mail.bounced.json")
                .at("/properties/bounce/properties/recipients/maxItems")
                .asInt())
        .isEqualTo(Bounce.MAX_RECIPIENTS);
    assertThat(bound("schemas/folder.list.output.json", "folders", "maxItems"))
        .isEqualTo(Folders.MAX_FOLDERS);
    assertThat(bound("schemas/database.schema.output.json", "dataSources", "maxItems"))
        .isEqualTo(DatabaseColumns.MAX_SOURCES);
    JsonNode value = Resources.json("schemas/values.json").at("/$defs/value/properties");
    assertThat(value.at("/title/maxLength").asInt()).isEqualTo(Row.MAX_TEXT);
    assertThat(value.at("/relation/maxItems").asInt()).isEqualTo(Row.MAX_REFERENCES);
  }

  @Test
  void everyTopicIsAChannelAndNoOther() {
    Stream<Topics> topics = Stream.of(Topics.NOTE, Topics.MAIL);

    assertThat(ASYNC_API.path("channels").valueStream().map(it -> it.path("address").asString()))
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(
                    topics.flatMap(it -> Stream.of(it.commands(), it.results(), it.dead())),
                    Stream.of(Topics.CONNECTIONS))
                .toList());
  }

  @Test
  void everyOperationIsAMessageOfItsTopicsAndNoOther() {
    for (Topics topics : List.of(Topics.NOTE, Topics.MAIL)) {
      List<String> names =
          CATALOG.entries().stream()
              .filter(entry -> entry.topics().equals(topics))
              .map(entry -> entry.name().value())
              .toList();

      assertThat(channel(topics.commands()).path("messages").propertyNames())
          .containsExactlyInAnyOrderElementsOf(names);
      assertThat(channel(topics.results()).path("messages").propertyNames())
          .containsExactlyInAnyOrderElementsOf(
              Stream.of(
                      names.stream().map(name -> name + ".result"),
                      Stream.of("rejected"),
                      topics.equals(Topics.MAIL) ? Stream.of("mail.bounced") : Stream.<String>of())
                  .flatMap(some -> some)
                  .toList());
    }
  }

  @Test
  void everyMessageHasItsTypeAndItsSchemas() {
    for (Entry entry : CATALOG.entries()) {
      JsonNode command = message(entry.name().value());
      assertThat(command.path("name").asString()).isEqualTo(entry.name().commandType());
      assertThat(refs(command)).contains(entry.inputSchema());
      assertThat(refs(message(entry.name() + ".result")))
          .contains(entry.outputSchema(), "schemas/result.json");
    }
    assertThat(
            header("commandHeaders", "ce_type").path("enum").valueStream().map(JsonNode::asString))
        .containsExactlyInAnyOrderElementsOf(
            CATALOG.entries().stream().map(entry -> entry.name().commandType()).toList());
  }

  @Test
  void thatAMailCameBackIsAnEventAndWhatWorkersAskOfThemselvesIsNone() {
    assertThat(message("mail.bounced").path("name").asString()).isEqualTo(Published.BOUNCED);
    assertThat(header("bouncedHeaders", "ce_type").path("const").asString())
        .isEqualTo(Published.BOUNCED);
    assertThat(refs(message("mail.bounced"))).contains("schemas/mail.bounced.json");
    assertThat(OperationCatalog.followUps())
        .isNotEmpty()
        .allSatisfy(entry -> assertThat(CATALOG.find(entry.name())).isEmpty())
        .allSatisfy(
            entry -> assertThat(ASYNC_API.toString()).doesNotContain(entry.name().commandType()));
  }

  @Test
  void everyStatusAndPriorityIsInTheHeadersAndEveryCodeInTheSchemaTheyPointAt() {
    assertThat(header("resultHeaders", "ce_type").path("pattern").asString())
        .contains(
            Arrays.stream(Status.values())
                .map(Status::wireName)
                .collect(Collectors.joining("|", "(", ")")));
    assertThat(wireNames(header("commandHeaders", "ce_priority")))
        .isEqualTo(wireNames(Priority.class));
    assertThat(wireNames(Resources.json("schemas/connection.json").at("/properties/provider")))
        .containsExactlyInAnyOrder(
            Arrays.stream(Provider.values()).map(Provider::wireName).toArray(String[]::new));
    JsonNode result = Resources.json("schemas/result.json").path("properties");
    assertThat(wireNames(result.path("status"))).isEqualTo(wireNames(Status.class));
    assertThat(result.at("/timing/properties/waited/properties").propertyNames())
        .isEqualTo(wireNames(WaitCause.class));
    assertThat(refs(result.path("problem"))).containsExactly("problem.json");
    assertThat(wireNames(Resources.json("schemas/problem.json").path("properties").path("code")))
        .isEqualTo(wireNames(ProblemCode.class));
  }

  @Test
  void everyReferenceOfTheDocumentLeadsSomewhere() {
    for (String ref : refs(ASYNC_API)) {
      JsonNode target = ref.startsWith("#") ? ASYNC_API.at(ref.substring(1)) : Resources.json(ref);
      assertThat(target.isMissingNode()).as(ref).isFalse();
    }
  }

  private static Stream<Object[]> files() {
    return Stream.concat(
        Stream.concat(CATALOG.entries().stream(), OperationCatalog.followUps().stream())
            .flatMap(
                entry ->
                    Stream.of(
                        new Object[] {entry.inputSchema(), entry.input()},
                        new Object[] {entry.outputSchema(), entry.output()})),
        Stream.of(
            new Object[] {"schemas/result.json", ResultData.class},
            new Object[] {"schemas/problem.json", Problem.class},
            new Object[] {"schemas/mail.bounced.json", MailBounced.class},
            new Object[] {"schemas/connection.json", ConnectionChange.class}));
  }

  private static void assertRecord(String at, Class<?> type, JsonNode schema, JsonNode root) {
    assertThat(schema.path("type").asString()).as(at).isEqualTo("object");
    assertThat(schema.path("additionalProperties").asBoolean(true)).as(at).isFalse();
    assertThat(schema.path("properties").propertyNames())
        .as(at)
        .containsExactlyInAnyOrderElementsOf(names(Arrays.stream(type.getRecordComponents())));
    assertThat(schema.path("required").valueStream().map(JsonNode::asString))
        .as(at + " required")
        .containsExactlyInAnyOrderElementsOf(
            names(Arrays.stream(type.getRecordComponents()).filter(it -> !isNullable(it))));
    for (RecordComponent component : type.getRecordComponents()) {
      assertType(
          at + "/" + component.getName(),
          component.getGenericType(),
          schema.path("properties").path(component.getName()),
          root);
    }
  }

  private static void assertType(String at, Type type, JsonNode property, JsonNode root) {
    JsonNode schema = resolved(property, root);
    switch (type) {
      case ParameterizedType list when list.getRawType() == List.class -> {
        assertThat(schema.path("type").asString()).as(at).isEqualTo("array");
        assertType(at, list.getActualTypeArguments()[0], schema.path("items"), root);
      }
      case ParameterizedType map -> {
        assertThat(map.getRawType()).as(at).isEqualTo(Map.class);
        assertThat(schema.path("type").asString()).as(at).isEqualTo("object");
        assertThat(schema.path("additionalProperties").asBoolean(true)).as(at).isFalse();
      }
      case Class<?> record when record.isRecord() -> assertRecord(at, record, schema, root);
      case Class<?> words when words.isEnum() ->
          assertThat(wireNames(schema)).as(at).isEqualTo(wireNames(words));
      default -> assertThat(schema.path("type").asString()).as(at).isEqualTo(jsonType(type));
    }
    assertThat(schema.path("format").asString("").equals("date-time"))
        .as(at)
        .isEqualTo(type == Instant.class);
  }

  private static String jsonType(Type type) {
    if (type == String.class || type == Instant.class) {
      return "string";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "boolean";
    }
    if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
      return "integer";
    }
    if (type == JsonNode.class) {
      return "object";
    }
    throw new AssertionError("A record of the wire has a component of type " + type);
  }

  private static void assertBounded(String at, JsonNode schema) {
    switch (schema.path("type").asString("")) {
      case "string" -> assertThat(schema.has("maxLength") || schema.has("enum")).as(at).isTrue();
      case "array" -> assertThat(schema.has("maxItems")).as(at).isTrue();
      case "integer" -> assertThat(schema.has("minimum") && schema.has("maximum")).as(at).isTrue();
      default -> {}
    }
    schema
        .properties()
        .forEach(property -> assertBounded(at + "/" + property.getKey(), property.getValue()));
  }

  private static JsonNode resolved(JsonNode property, JsonNode root) {
    String ref = property.path("$ref").asString("");
    if (ref.isEmpty()) {
      return property;
    }
    return ref.startsWith("#") ? root.at(ref.substring(1)) : Resources.json("schemas/" + ref);
  }

  private static List<String> names(Stream<RecordComponent> components) {
    return components.map(RecordComponent::getName).toList();
  }

  private static boolean isNullable(RecordComponent component) {
    return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }

  private static Set<String> wireNames(Class<?> words) {
    return Arrays.stream(words.getEnumConstants())
        .map(word -> WireJson.mapper().valueToTree(word).asString())
        .collect(Collectors.toSet());
  }

  private static Set<String> wireNames(JsonNode schema) {
    return schema.path("enum").valueStream().map(JsonNode::asString).collect(Collectors.toSet());
  }

  private static int bound(String file, String property, String keyword) {
    return Resources.json(file).path("properties").path(property).path(keyword).asInt();
  }

  private static JsonNode channel(String topic) {
    return ASYNC_API
        .path("channels")
        .valueStream()
        .filter(channel -> channel.path("address").asString().equals(topic))
        .findFirst()
        .orElseThrow();
  }

  private static JsonNode message(String key) {
    return ASYNC_API.path("components").path("messages").path(key);
  }

  private static JsonNode header(String schema, String header) {
    return ASYNC_API
        .path("components")
        .path("schemas")
        .path(schema)
        .path("properties")
        .path(header);
  }

  private static Set<String> refs(JsonNode node) {
    Set<String> refs = new HashSet<>();
    node.findValues("$ref").forEach(ref -> refs.add(ref.asString()));
    return refs;
  }
}
