package dev.errand.noteworker.notion;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A run of text in one style. Mentions and equations are read as the text they show.
 *
 * @param text at most {@value #LONGEST} UTF-16 units in a request
 * @param href where it leads
 * @param mention in a request, the page that is mentioned instead of any text; what is read of a
 *     mention is the text it shows and where it leads
 */
public record RichText(String text, @Nullable String href, Style style, @Nullable String mention) {

  /** https://developers.notion.com/reference/request-limits, 2026-10. */
  public static final int LONGEST = 2_000;

  public RichText(String text, @Nullable String href, Style style) {
    this(text, href, style, null);
  }

  /** A mention of a page: it shows the page's title, and leads to it. */
  public static RichText mention(String page) {
    return new RichText("", null, Style.PLAIN, page);
  }

  public static RichText of(String text) {
    return new RichText(text, null, Style.PLAIN);
  }

  /** The text of all runs. */
  public static String plain(List<RichText> runs) {
    return runs.stream().map(RichText::text).collect(Collectors.joining());
  }

  /** The text of all runs, as they are answered. */
  public static String plain(JsonNode runs) {
    return runs.valueStream().map(run -> read(run).text()).collect(Collectors.joining());
  }

  public RichText withText(String text) {
    return new RichText(text, href, style);
  }

  public boolean looksLike(RichText other) {
    return style.equals(other.style) && Objects.equals(href, other.href);
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static RichText read(JsonNode json) {
    JsonNode text = json.path("text");
    return new RichText(
        json.path("plain_text").asString(text.path("content").asString("")),
        string(json.path("href"), string(text.path("link").path("url"), null)),
        Style.read(json.path("annotations")));
  }

  private static @Nullable String string(JsonNode node, @Nullable String otherwise) {
    return node.isString() ? node.asString() : otherwise;
  }

  @JsonValue
  Map<String, Object> json() {
    if (mention != null) {
      Map<String, Object> page = Map.of("type", "page", "page", Map.of("id", mention));
      return Map.of("type", "mention", "mention", page);
    }
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("content", text);
    if (href != null) {
      content.put("link", Map.of("url", href));
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", "text");
    json.put("text", content);
    if (!style.equals(Style.PLAIN)) {
      json.put("annotations", style);
    }
    return json;
  }

  /** How a run looks. Underline and colours have no word in Markdown and are passed over. */
  public record Style(boolean bold, boolean italic, boolean strikethrough, boolean code) {

    public static final Style PLAIN = new Style(false, false, false, false);

    public Style inBold() {
      return new Style(true, italic, strikethrough, code);
    }

    public Style inItalic() {
      return new Style(bold, true, strikethrough, code);
    }

    public Style struckThrough() {
      return new Style(bold, italic, true, code);
    }

    public Style asCode() {
      return new Style(bold, italic, strikethrough, true);
    }

    static Style read(JsonNode json) {
      return new Style(
          json.path("bold").asBoolean(false),
          json.path("italic").asBoolean(false),
          json.path("strikethrough").asBoolean(false),
          json.path("code").asBoolean(false));
    }
  }
}
