package dev.errand.sandbox.graph.odata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.sandbox.graph.mailbox.MailTypes;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryTest {

  @Test
  void aPageHasTenItemsUnlessMoreAreAskedFor() {
    assertThat(parse(Map.of()).top()).isEqualTo(10);
    assertThat(parse(Map.of("$top", "1000")).top()).isEqualTo(1000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "$top | 0 | BadRequest",
        "$top | -1 | BadRequest",
        "$top | 1001 | ErrorInvalidUrlQuery",
        "$skip | x | BadRequest",
        "$count | yes | BadRequest",
        "$select | subject,colour | BadRequest",
        "$select | Subject | BadRequest",
        "$orderby | subject upwards | BadRequest",
        "$orderby | toRecipients | BadRequest",
        "$expand | body | BadRequest",
        "$apply | x | BadRequest",
      })
  void anOptionThatIsNotUnderstoodIsRefused(String name, String value, String code) {
    assertThatThrownBy(() -> parse(Map.of(name, value)))
        .isInstanceOfSatisfying(
            ODataError.class, error -> assertThat(error.code()).isEqualTo(code));
  }

  @Test
  void whatIsSortedByMustBeFilteredByFirstAndInTheSameOrder() {
    String filter = "receivedDateTime ge 2026-01-01 and isRead eq false";
    assertThatCode(() -> parse(Map.of("$filter", filter, "$orderby", "receivedDateTime desc")))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> parse(Map.of("$filter", filter, "$orderby", "isRead")))
        .isInstanceOfSatisfying(
            ODataError.class, error -> assertThat(error.code()).isEqualTo("InefficientFilter"));
    assertThatThrownBy(
            () -> parse(Map.of("$filter", "isRead eq false", "$orderby", "receivedDateTime")))
        .hasMessage("The restriction or sort order is too complex for this operation.");
  }

  @Test
  void anExpandSaysWhichExtendedPropertyToShow() {
    Query query =
        parse(
            Map.of(
                "$expand",
                "singleValueExtendedProperties($filter=id eq 'String"
                    + " {0f1f2f3f-0000-4000-8000-00000000000a} Name A, (b)'),"
                    + "attachments($select=name,size)"));
    assertThat(query.expand())
        .extracting(Expand::property)
        .containsExactly("singleValueExtendedProperties", "attachments");
    assertThat(query.expand().getLast().select()).containsExactlyInAnyOrder("name", "size");
  }

  private static Query parse(Map<String, String> parameters) {
    return Query.parse(parameters, MailTypes.MESSAGE);
  }
}
