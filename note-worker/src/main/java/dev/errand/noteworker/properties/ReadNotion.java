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
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A value as Notion answers it: {@code {"type": T, T: ...}}. */
public final class ReadNotion {

  private ReadNotion() {}

  public static Value value(JsonNode property) {
    String type = property.path("type").asString("unknown");
    JsonNode content = property.path(type);
    if (content.isNull()) {
      return new Empty(type);
    }
    return switch (type) {
      case "title", "rich_text" -> text(type, RichText.plain(content));
      case "url", "email", "phone_number", "created_time", "last_edited_time", "string" ->
          text(type, content.asString(""));
      case "select", "status" -> text(type, content.path("name").asString(""));
      case "created_by", "last_edited_by" -> text(type, content.path("id").asString(""));
      case "unique_id" -> uniqueId(content);
      case "number" -> number(content);
      case "checkbox", "boolean" -> new Checkbox(content.asBoolean(false));
      case "multi_select" -> texts(type, content, one -> one.path("name"));
      case "people", "relation" -> texts(type, content, one -> one.path("id"));
      case "date" -> date(content);
      case "files" -> files(content);
      case "formula" -> formula(content);
      case "rollup" -> rollup(content);
      default -> new Unsupported(type);
    };
  }

  private static Value text(String type, String text) {
    return text.isEmpty() ? new Empty(type) : new Text(type, text);
  }

  private static Value texts(String type, JsonNode list, Function<JsonNode, JsonNode> text) {
    List<String> texts =
        list.valueStream()
            .map(one -> text.apply(one).asString(""))
            .filter(one -> !one.isEmpty())
            .toList();
    return texts.isEmpty() ? new Empty(type) : new Texts(type, texts);
  }

  private static Value number(JsonNode content) {
    return content.isNumber() ? new Amount(content.decimalValue()) : new Empty("number");
  }

  private static Value uniqueId(JsonNode content) {
    String number = content.path("number").isNumber() ? content.path("number").asString() : "";
    String prefix = content.path("prefix").asString("");
    return text("unique_id", prefix.isEmpty() || number.isEmpty() ? number : prefix + "-" + number);
  }

  private static Value date(JsonNode content) {
    String start = content.path("start").asString("");
    return start.isEmpty()
        ? new Empty("date")
        : new Date(
            start, content.path("end").asString(null), content.path("time_zone").asString(null));
  }

  private static Value files(JsonNode content) {
    List<Link> files = content.valueStream().map(ReadNotion::file).toList();
    return files.isEmpty() ? new Empty("files") : new Files(files);
  }

  private static Link file(JsonNode file) {
    return new Link(
        file.path("name").asString(""), file.path("external").path("url").asString(null));
  }

  private static Value formula(JsonNode content) {
    Value result = value(content);
    return result instanceof Empty ? new Empty("formula") : new Formula(result);
  }

  /** One that is not ready yet, or is of a kind that Notion does not tell, is unsupported. */
  private static Value rollup(JsonNode content) {
    List<Value> results =
        (content.path("type").asString("").equals("array")
                ? content.path("array").valueStream().map(ReadNotion::value)
                : Stream.of(value(content)))
            .filter(result -> !(result instanceof Empty))
            .toList();
    return results.isEmpty() ? new Empty("rollup") : new Rollup(results);
  }
}
