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
 */
public record RichText(String text, @Nullable String href, Style style) {

  /** https://developers.notion.com/reference/request-limits, 2026-10. */
  public static final int LONGEST = 2_000;

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
