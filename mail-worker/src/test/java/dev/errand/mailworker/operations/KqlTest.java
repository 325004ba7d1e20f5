package dev.errand.mailworker.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.pipeline.OperationStopped;
import dev.errand.schemas.mail.MailSearch;
import java.text.Normalizer;
import java.time.Instant;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a person writes, Outlook's search language takes it for words and nothing else. */
class KqlTest {

  /** What the language knows between words: nothing but quotes and our own ANDs. */
  private static final Pattern WORDS_ONLY =
      Pattern.compile("\"[\\p{L}\\p{M}\\p{Nd}_ ]+\"( AND \"[\\p{L}\\p{M}\\p{Nd}_ ]+\")*");

  private static String kql(String words) {
    return kql(words, null, null, null, null);
  }

  private static String kql(
      String words,
      @Nullable String from,
      @Nullable String since,
      @Nullable String before,
      @Nullable Boolean hasAttachment) {
    return Kql.of(
        new MailSearch(
            words,
            null,
            from,
            since == null ? null : Instant.parse(since),
            before == null ? null : Instant.parse(before),
            hasAttachment,
            null,
            null));
  }

  static Stream<String> hostile() {
    return Stream.of(
        "pizza OR from:boss@example.com",
        "pizza AND NOT lunch",
        "-pizza",
        "+pizza -lunch",
        "NOT pizza",
        "a NEAR b",
        "a NEAR(n=5) b",
        "a ONEAR b",
        "(a OR b) AND c",
        "a) OR (b",
        "((((((a",
        "subject:secret",
        "subject:\"secret plan\"",
        "received>=2020-01-01",
        "received:today",
        "size>0",
        "hasattachment:true",
        "kind:email",
        "from:*",
        "pizz*",
        "\"pizz*\"",
        "* pizza",
        "pi?za",
        "XRANK(cb=100) pizza",
        "a XRANK(cb=1e10) b",
        "WORDS(a, b)",
        "ALL(a) ANY(b)",
        "a..b",
        "price=1..2",
        "price<>3",
        "\"",
        "pizza\"",
        "\"pizza",
        "a\" OR from:b \"c",
        "\\\" OR from:boss \\\"",
        "pizza\\",
        "\\\\\" OR a",
        "\"\" OR \"\" a",
        "a\u201d OR from:b \u201cc",
        "a\uff02 OR b",
        "from\uff1aboss pizza",
        "from\u2236boss \ua789x",
        "pi\u0000zza",
        "a\r\nHost: evil.example",
        "a\u2028OR b",
        "a&$filter=isRead eq true",
        "a&$top=1000#b",
        "a%22%20OR%20b",
        "a' or '1' eq '1",
        "{a} [b] <c> ~d ^e |f ;g",
        "\u202eOR\u202c a",
        "a\ud83d\ude00b",
        "\ud800 a",
        "\u0301a");
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void nothingOfItIsAnOperatorAPropertyOrAWildcard(String words) {
    assertThat(kql("x " + words)).matches(WORDS_ONLY);
    assertThat(kql(words + "x")).matches(WORDS_ONLY);
  }

  /** A server that makes full-width or compatible characters plain finds no sign among them. */
  @Test
  void noCharacterThatGetsInTurnsIntoASignOfTheLanguage() {
    String signs =
        IntStream.rangeClosed(1, Character.MAX_CODE_POINT)
            .filter(Character::isDefined)
            .mapToObj(Character::toString)
            .filter(one -> !"\" ".contains(one) && kql("x" + one + "x").contains(one))
            .map(one -> Normalizer.normalize(one, Normalizer.Form.NFKC))
            .filter(one -> one.chars().anyMatch(c -> "\"():*<>=-+\\&#%".indexOf(c) >= 0))
            .reduce("", String::concat);
    assertThat(signs).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "pizza | \"pizza\"",
        "two words | \"two\" AND \"words\"",
        "the \"on friday\" one | \"the\" AND \"on friday\" AND \"one\"",
        "\"on friday | \"on\" AND \"friday\"",
        "o'brien@example.com | \"o brien example com\"",
        "Zürich 数学 می‌خواهم | \"Zürich\" AND \"数学\" AND \"می خواهم\"",
        "OR | \"OR\"",
        "snake_case | \"snake_case\"",
      })
  void allWordsMustBeThereAndWhatIsQuotedStaysTogether(String words, String kql) {
    assertThat(kql(words)).isEqualTo(kql);
  }

  @Test
  void theRestIsAddedFromCheckedValues() {
    assertThat(
            kql(
                "pizza",
                "o'brien@example.com",
                "2026-01-01T23:30:00Z",
                "2026-02-28T00:00:00Z",
                true))
        .isEqualTo(
            "\"pizza\" AND from:\"o'brien@example.com\" AND received>=2025-12-31"
                + " AND received<=2026-03-01 AND hasAttachments:true");
    assertThat(kql("a", null, "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", false))
        .isEqualTo(
            "\"a\" AND received>=1900-01-01 AND received<=9999-12-31 AND hasAttachments:false");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a*@example.com",
        "x\" OR \"y@example.com",
        "a b@example.com",
        "a:b@example.com",
        "boss",
        ""
      })
  void aSenderThatCouldBeMoreIsRefused(String from) {
    assertThatThrownBy(() -> kql("a", from, null, null, null)).isInstanceOf(OperationStopped.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\"\"", "***", "( )", "\ud83d\ude00", "a b c d e f g h i j k l m n o p q r s t u"})
  void withoutAWordOrWithTooManyThereIsNoSearch(String words) {
    assertThatThrownBy(() -> kql(words)).isInstanceOf(OperationStopped.class);
  }
}
