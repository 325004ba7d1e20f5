package dev.errand.sandbox.graph.odata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.sandbox.graph.mailbox.MailTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FilterTest {

  private static final JsonNode MESSAGE =
      JsonMapper.shared()
          .readTree(
              """
              {"subject": "It's Friday", "isRead": false, "hasAttachments": true, "importance": "high",
               "receivedDateTime": "2026-09-01T10:00:00Z", "categories": ["Blue", "Red"],
               "from": {"emailAddress": {"name": "Ann", "address": "Ann@Example.com"}},
               "singleValueExtendedProperties": [
                 {"id": "String {0f1f2f3f-0000-4000-8000-00000000000a} Name ErrandCommand", "value": "Command-7"}]}
              """);

  private static final String MARKER = "singleValueExtendedProperties/Any(ep: ep/id eq ";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "isRead eq false",
        "not isRead",
        "not (isRead eq true)",
        "hasAttachments",
        "isRead eq false and importance eq 'high'",
        "isRead eq true or importance eq 'High'",
        "isRead eq true and isRead eq true or importance eq 'high'",
        "from/emailAddress/address eq 'ann@example.COM'",
        "receivedDateTime ge 2026-09-01T10:00:00Z and receivedDateTime lt 2026-09-01T10:00:00.5Z",
        "receivedDateTime ge 2026-09-01T12:00:00+02:00",
        "receivedDateTime ge 2026-09-01",
        "contains(subject,'fri')",
        "startswith(subject, 'It''s') eq true",
        "categories/any(c: c eq 'red')",
        "internetMessageId eq null",
      })
  void matches(String filter) {
    assertThat(parse(filter).test(MESSAGE)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "isRead",
        "isRead ne false",
        "receivedDateTime lt 2026-09-01T10:00:00Z",
        "startswith(subject,'Friday')",
        "contains(subject,'it') eq false",
        "categories/any(c:c eq 'Green')",
        "from/emailAddress/name eq 'Bob'",
      })
  void doesNotMatch(String filter) {
    assertThat(parse(filter).test(MESSAGE)).isFalse();
  }

  @Test
  void anExtendedPropertyIsFoundByNameWithItsCaseAndByValueWithout() {
    String id = "String {0F1F2F3F-0000-4000-8000-00000000000A} Name ";
    assertThat(extended(id + "ErrandCommand", "eq 'command-7'")).isTrue();
    assertThat(extended(id + "errandcommand", "eq 'Command-7'")).isFalse();
    assertThat(extended(id + "ErrandCommand", "eq 'command-8'")).isFalse();
    assertThat(extended(id + "ErrandCommand", "ne 'command-8'")).isTrue();
    assertThat(
            parse(MARKER + "'" + id + "ErrandCommand' and startswith(ep/value,'COMMAND'))")
                .test(MESSAGE))
        .isTrue();
    assertThat(
            parse(MARKER + "'" + id + "ErrandCommand' and contains(ep/value,'-8'))").test(MESSAGE))
        .isFalse();
  }

  private static boolean extended(String id, String condition) {
    return parse(MARKER + "'" + id + "' and ep/value " + condition + ")").test(MESSAGE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "isRead eq 'false' | BadRequest",
        "subject eq 7 | BadRequest",
        "receivedDateTime ge '2026-09-01' | BadRequest",
        "receivedDateTime ge 2026-09-01T99:00:00Z | BadRequest",
        "colour eq 'red' | BadRequest",
        "isread eq true | BadRequest",
        "subject eq 'open | BadRequest",
        "subject eq | BadRequest",
        "(isRead eq true | BadRequest",
        "isRead eq true) | BadRequest",
        "isRead & hasAttachments | BadRequest",
        "from eq 'ann' | ErrorInvalidUrlQueryFilter",
        "singleValueExtendedProperties/Any(ep: ep/id eq 'ErrandCommand' and ep/value eq 'x') |"
            + " ErrorInvalidExtendedProperty",
      })
  void whatCannotBeUnderstoodIsRefused(String filter, String code) {
    assertThatThrownBy(() -> parse(filter))
        .isInstanceOfSatisfying(
            ODataError.class,
            error -> {
              assertThat(error.status()).isEqualTo(400);
              assertThat(error.code()).isEqualTo(code);
            });
  }

  private static Filter parse(String filter) {
    return FilterParser.parse(filter, MailTypes.MESSAGE);
  }
}
