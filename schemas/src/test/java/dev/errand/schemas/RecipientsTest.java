package dev.errand.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.schemas.OperationCatalog.Validation;
import dev.errand.schemas.mail.MailOperations;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class RecipientsTest {

  private final OperationCatalog catalog = new OperationCatalog();

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
            catalog.validate(
                MailOperations.MAIL_LIST, list.toString().getBytes(StandardCharsets.UTF_8)))
        .isInstanceOfSatisfying(
            Validation.Invalid.class,
            invalid -> assertThat(invalid.reasons().getFirst()).startsWith("/from has a domain"));
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
    return catalog.validate(MailOperations.MAIL_SEND, data) instanceof Validation.Invalid invalid
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
}
