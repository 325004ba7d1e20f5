package dev.errand.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.schemas.OperationCatalog.Entry;
import dev.errand.schemas.OperationCatalog.Validation;
import dev.errand.schemas.mail.Address;
import dev.errand.schemas.mail.MailOperations;
import dev.errand.schemas.mail.MailboxAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class RecipientsTest {

  private static final OperationCatalog CATALOG = new OperationCatalog();
  private static final String ADDRESS = "#/$defs/address";

  @Test
  void eachOfThemIsToldByItsPlace() {
    ObjectNode mail = mail();
    list(mail, "to", "ada@example.com");
    list(mail, "cc", "bob@example.com", "canary@localhost", "canary@ex\u0430mple.com");
    list(mail, "bcc", "c\u0430nary@example.com");
    assertThat(reasons(mail))
        .hasSize(3)
        .satisfiesExactly(
            second -> assertThat(second).startsWith("/cc/1/address, the 2nd of cc, has a domain"),
            third -> assertThat(third).contains("the 3rd of cc").contains("xn--"),
            first -> assertThat(first).contains("the 1st of bcc").contains("a to z"))
        .allSatisfy(reason -> assertThat(reason).doesNotContain("canary"));
  }

  @Test
  void theSenderWhoIsLookedForIsAskedAlike() {
    ObjectNode list = WireJson.mapper().createObjectNode().put("from", "ada@ex\u0430mple.com");
    assertThat(
            CATALOG.validate(
                MailOperations.MAIL_LIST, list.toString().getBytes(StandardCharsets.UTF_8)))
        .isInstanceOfSatisfying(
            Validation.Invalid.class,
            invalid -> assertThat(invalid.reasons().getFirst()).startsWith("/from has a domain"));
  }

  static Stream<Entry> operations() {
    return CATALOG.entries().stream();
  }

  /** What the records say of addresses is what the schemas say. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("operations")
  void eachAddressIsAskedWhereverAnOperationTakesOneAndNowhereElse(Entry operation) {
    JsonNode schema = Resources.json(operation.inputSchema());
    ObjectNode data = WireJson.mapper().createObjectNode();
    list(data, "elsewhere", "ada@localhost");
    List<String> places = new ArrayList<>();
    schema
        .path("properties")
        .forEachEntry(
            (name, property) -> {
              if (isText(property)) {
                data.put(name, "ada@localhost");
                places.add("/" + name);
              } else if (isAddress(property.path("items"))) {
                list(data, name, "ada@example.com", "ada@localhost");
                places.add("/" + name + "/1/address");
              }
            });
    assertThat(new Recipients(CATALOG.entries()).reasons(operation.name(), data))
        .map(reason -> reason.replaceFirst("[ ,].*", ""))
        .isEqualTo(places);
    assertThat(mentions(schema)).as("places of addresses anywhere in it").isEqualTo(places.size());
  }

  @Test
  void mailsAreWrittenByFiveOperationsAndLookedForByTwo() {
    assertThat(
            operations()
                .filter(operation -> mentions(Resources.json(operation.inputSchema())) > 0)
                .map(operation -> operation.name().value()))
        .containsExactlyInAnyOrder(
            "mail.send",
            "mail.draft",
            "mail.reply",
            "mail.reply-all",
            "mail.forward",
            "mail.list",
            "mail.search");
  }

  record Asking(Address boss, List<Address> friends, @MailboxAddress String sender, String name) {}

  @Test
  void anOperationThatIsNewHasToSayNoMoreThanItsRecord() {
    OperationName operation = new OperationName("mail.ask");
    ObjectNode data =
        WireJson.mapper()
            .createObjectNode()
            .put("sender", "ada@localhost")
            .put("name", "ada@localhost");
    data.putObject("boss").put("address", "ada@localhost");
    list(data, "friends", "ada@localhost");
    assertThat(
            new Recipients(List.of(new Entry(operation, Asking.class, Asking.class)))
                .reasons(operation, data))
        .satisfiesExactly(
            boss -> assertThat(boss).startsWith("/boss/address has a domain"),
            friend -> assertThat(friend).startsWith("/friends/0/address, the 1st of friends, has"),
            sender -> assertThat(sender).startsWith("/sender has a domain"));
  }

  @Test
  void ofThousandsWhoCannotBeReachedTheFirstAreTold() {
    ObjectNode mail = mail();
    String[] wrong = new String[3_000];
    Arrays.fill(wrong, "a@b");
    list(mail, "to", wrong);
    assertThat(new Recipients(CATALOG.entries()).reasons(MailOperations.MAIL_SEND, mail))
        .hasSize(Validation.Invalid.MAX_REASONS)
        .isEqualTo(reasons(mail))
        .last(InstanceOfAssertFactories.STRING)
        .startsWith("/to/4/address, the 5th of to, has a domain");
  }

  /** For those who check a command by its schema alone. */
  @ParameterizedTest
  @ValueSource(
      strings = {"ada@localhost", "ada@m\u00fcller", "ada @example.com", "ada\u0007@example.com"})
  void whatCanNeverBeReachedIsRefusedByTheSchemasToo(String address) {
    Stream.of("mail.send", "mail.draft", "mail.reply", "mail.reply-all", "mail.forward")
        .map(name -> JsonSchema.ofResource("schemas/" + name + ".input.json"))
        .forEach(
            schema -> {
              ObjectNode mail = mail();
              list(mail, "cc", address);
              assertThat(schema.validate(mail))
                  .isInstanceOfSatisfying(
                      Validation.Invalid.class,
                      invalid ->
                          assertThat(invalid.reasons())
                              .contains("/cc/0/address does not have the form it must have"));
            });
  }

  @Test
  void placesAreSaidAsPeopleSayThem() {
    assertThat(List.of(1, 2, 3, 4, 11, 12, 13, 21, 102, 111, 500))
        .extracting(Ordinal::of)
        .containsExactly(
            "1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "102nd", "111th", "500th");
  }

  private List<String> reasons(ObjectNode mail) {
    byte[] data = mail.toString().getBytes(StandardCharsets.UTF_8);
    return CATALOG.validate(MailOperations.MAIL_SEND, data) instanceof Validation.Invalid invalid
        ? invalid.reasons()
        : List.of();
  }

  private static ObjectNode mail() {
    return WireJson.mapper().createObjectNode().put("subject", "s").put("body", "b");
  }

  private static void list(ObjectNode mail, String name, String... addresses) {
    ArrayNode list = mail.putArray(name);
    Stream.of(addresses).forEach(address -> list.addObject().put("address", address));
  }

  private static int mentions(JsonNode schema) {
    Stream<String> refs = schema.findValuesAsString("$ref").stream().filter(ADDRESS::equals);
    JsonNode properties = schema.path("properties");
    Stream<String> texts =
        properties.findValuesAsString("pattern").stream().filter(each -> each.contains("@"));
    return (int) (refs.count() + texts.count());
  }

  private static boolean isAddress(JsonNode schema) {
    return schema.path("$ref").asString("").equals(ADDRESS);
  }

  private static boolean isText(JsonNode schema) {
    return schema.path("pattern").asString("").contains("@");
  }
}
