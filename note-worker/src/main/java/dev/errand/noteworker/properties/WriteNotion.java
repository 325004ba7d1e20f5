package dev.errand.noteworker.properties;

import dev.errand.noteworker.notion.RichText;
import dev.errand.noteworker.properties.Value.Amount;
import dev.errand.noteworker.properties.Value.Checkbox;
import dev.errand.noteworker.properties.Value.Date;
import dev.errand.noteworker.properties.Value.Empty;
import dev.errand.noteworker.properties.Value.Files;
import dev.errand.noteworker.properties.Value.Formula;
import dev.errand.noteworker.properties.Value.Link;
import dev.errand.noteworker.properties.Value.Rollup;
import dev.errand.noteworker.properties.Value.Text;
import dev.errand.noteworker.properties.Value.Texts;
import dev.errand.noteworker.properties.Value.Unsupported;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A value in a request to Notion: {@code {T: ...}}, with {@code null} for nothing. */
public final class WriteNotion {

  private WriteNotion() {}

  /** The properties of a request, by name. */
  public static Map<String, Object> properties(Map<String, Value> values) {
    Map<String, Object> properties = new LinkedHashMap<>();
    values.forEach((name, value) -> properties.put(name, property(value)));
    return properties;
  }

  private static Map<String, @Nullable Object> property(Value value) {
    Map<String, @Nullable Object> property = new LinkedHashMap<>();
    property.put(value.type(), content(value));
    return property;
  }

  private static @Nullable Object content(Value value) {
    return switch (value) {
      case Text(String type, String text) -> text(type, text);
      case Texts(String type, List<String> texts) ->
          texts.stream()
              .map(text -> Map.of(type.equals("multi_select") ? "name" : "id", text))
              .toList();
      case Amount(var number) -> number;
      case Checkbox(boolean checked) -> checked;
      case Date date -> date(date);
      case Files(List<Link> files) -> files.stream().map(WriteNotion::file).toList();
      case Empty(String type) -> empty(type);
      case Formula _, Rollup _, Unsupported _ ->
          throw new IllegalArgumentException("Such a value is only read");
    };
  }

  private static Object text(String type, String text) {
    return switch (type) {
      case "title", "rich_text" -> runs(text);
      case "select", "status" -> Map.of("name", text);
      default -> text;
    };
  }

  /** In pieces that Notion takes, none of them ending within a surrogate pair. */
  private static List<RichText> runs(String text) {
    List<RichText> runs = new ArrayList<>();
    int begin = 0;
    while (begin < text.length()) {
      int end = Math.min(text.length(), begin + RichText.LONGEST);
      if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
        end--;
      }
      runs.add(RichText.of(text.substring(begin, end)));
      begin = end;
    }
    return runs;
  }

  private static Map<String, String> date(Date date) {
    Map<String, String> json = new LinkedHashMap<>();
    json.put("start", date.start());
    if (date.end() != null) {
      json.put("end", date.end());
    }
    if (date.timeZone() != null) {
      json.put("time_zone", date.timeZone());
    }
    return json;
  }

  private static Map<String, Object> file(Link file) {
    return Map.of(
        "name", file.name(), "external", Map.of("url", Objects.requireNonNull(file.url())));
  }

  private static @Nullable Object empty(String type) {
    return switch (type) {
      case "title", "rich_text", "multi_select", "people", "files", "relation" -> List.of();
      case "checkbox" -> false;
      default -> null;
    };
  }
}
