package dev.errand.mailworker.letter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.owasp.html.CssSchema;

/** The page on HTML tells what stays in a mail, and nothing else. */
class HtmlPageTest {

  private static final String PAGE = read();

  private static final Pattern NAMES = Pattern.compile("(?m)(?<=\\n\\n)`[^|]*?`(?=\\n\\n)");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| (`.*`|each element) \\| (`.*`) \\|$");

  /** Those of HTML, of today and of before. */
  private static final List<String> ELEMENTS =
      words(
          """
          a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big
          blink blockquote body br button canvas caption center cite code col colgroup data datalist
          dd del details dfn dialog dir div dl dt em embed fieldset figcaption figure font footer
          form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe image img input
          ins isindex kbd label legend li link listing main map mark marquee math menu meta meter nav
          nobr noembed noframes noscript object ol optgroup option output p param picture plaintext
          pre progress q rb rp rt rtc ruby s samp script search section select slot small source span
          strike strong style sub summary sup svg table tbody td template textarea tfoot th thead time
          title tr track tt u ul var video wbr xmp\
          """);

  private static final List<String> ATTRIBUTES =
      words(
          """
          href title lang dir style align valign colspan rowspan border cellpadding cellspacing width
          height bgcolor background class id name target rel src srcset alt color face size start type
          value scope headers hidden tabindex role aria-label data-x onclick contenteditable cite
          datetime nowrap span char download ping action\
          """);

  /** Those that would move something out of its place, hide it, or fetch it; and some others. */
  private static final List<String> STYLES =
      words(
          """
          all animation appearance backdrop-filter behavior bottom clear clip clip-path columns content
          cursor display filter flex float gap grid inset left mask mix-blend-mode object-fit opacity
          order orphans overflow page-break-before pointer-events position resize right rotate scale
          text-orientation top transform transition translate user-select visibility widows will-change
          writing-mode z-index zoom\
          """);

  /** Each style has one of them. */
  private static final List<String> VALUES =
      words(
          "inherit none red 3px 1 solid serif scroll no-repeat condensed ellipsis break-word 'a'");

  private static final Pattern ALOUD =
      Pattern.compile(
          "azimuth|cue.*|elevation|pause.*|pitch.*|richness|speak.*|speech-rate|stress|voice-family"
              + "|volume");

  @Test
  void eachElementThatStaysIsTold() {
    assertThat(names("Elements", 0)).containsExactlyInAnyOrderElementsOf(elements(this::stays));
  }

  /** Some are worth nothing without an attribute. */
  private boolean stays(String element) {
    return Pattern.compile("<" + element + "[ >/]")
        .matcher(safe(element, "") + safe(element, "lang=\"de\""))
        .find();
  }

  @Test
  void eachElementThatGoesWithWhatStandsInItIsTold() {
    assertThat(names("Elements", 1))
        .containsExactlyInAnyOrderElementsOf(elements(one -> !safe(one, "").contains("text")));
  }

  @Test
  void eachAttributeThatStaysIsToldWithItsElements() {
    Map<String, Set<String>> told = new TreeMap<>();
    List<String> on = List.of("a", "col", "div", "li", "ol", "p", "table", "td", "th");
    rows("Attributes")
        .forEach(
            row -> {
              List<String> elements = row.get(0).equals("each element") ? on : code(row.get(0));
              elements.forEach(
                  one ->
                      told.computeIfAbsent(one, none -> new TreeSet<>()).addAll(code(row.get(1))));
            });

    assertThat(on.stream().collect(Collectors.toMap(one -> one, HtmlPageTest::attributes)))
        .isEqualTo(told);
  }

  @Test
  void eachStyleThatStaysIsTold() {
    assertThat(names("Styles", 0))
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(STYLES.stream(), CssSchema.DEFAULT.allowedProperties().stream())
                .distinct()
                .filter(name -> !name.startsWith("-") && !name.contains("("))
                .filter(Predicate.not(ALOUD.asMatchPredicate()))
                .filter(HtmlPageTest::isStyle)
                .toList());
  }

  private static boolean isStyle(String name) {
    return VALUES.stream()
        .map(value -> safe("p", "style=\"" + name + ":" + value + "\""))
        .anyMatch(safe -> safe.contains("style=\"" + name + ":"));
  }

  @Test
  void eachLinkThatStaysIsTold() {
    List<String> told = code(section("Links").strip());
    assertThat(told).hasSizeGreaterThan(10);
    assertThat(
            told.stream()
                .filter(link -> SafeHtml.of("<a href=\"" + link + "x\">t</a>").contains("href")))
        .containsExactly("https://", "http://", "mailto:");
  }

  @Test
  void eachExampleIsSentAsThePageSays() {
    assertThat(rows("Examples"))
        .hasSizeGreaterThan(10)
        .allSatisfy(
            row ->
                assertThat(SafeHtml.of(code(row.get(0)).getFirst()))
                    .isEqualTo(code(row.get(1)).getFirst()));
  }

  private static Set<String> attributes(String element) {
    return ATTRIBUTES.stream()
        .filter(name -> safe(element, name + "=\"" + value(name) + "\"").contains(" " + name + "="))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String value(String attribute) {
    return switch (attribute) {
      case "href" -> "https://example.com/";
      case "style" -> "color:red";
      case "align" -> "left";
      default -> "1";
    };
  }

  private static String safe(String element, String attribute) {
    String given = element.equals("a") && attribute.isEmpty() ? "href=\"https://a.b\"" : attribute;
    try {
      return SafeHtml.of("<" + element + " " + given + ">text</" + element + ">");
    } catch (RuntimeException nothingIsLeft) {
      return "";
    }
  }

  private static List<String> elements(Predicate<String> which) {
    return ELEMENTS.stream().filter(which).toList();
  }

  /** A paragraph of nothing but names. */
  private static List<String> names(String section, int which) {
    List<String> paragraphs =
        NAMES.matcher(section(section)).results().map(MatchResult::group).toList();
    return code(paragraphs.get(which));
  }

  private static List<List<String>> rows(String section) {
    return ROW.matcher(section(section))
        .results()
        .map(row -> List.of(row.group(1), row.group(2)))
        .toList();
  }

  private static List<String> code(String text) {
    return CODE.matcher(text).results().map(one -> one.group(1)).toList();
  }

  private static String section(String title) {
    return Arrays.stream(PAGE.split("(?m)^## ", -1))
        .filter(one -> one.startsWith(title + "\n"))
        .collect(Collectors.joining());
  }

  private static List<String> words(String text) {
    return Stream.of(text.strip().split("\\s+")).toList();
  }

  private static String read() {
    try {
      return Files.readString(Path.of("../docs/html.md"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
