package dev.errand.noteworker.properties;

import dev.errand.noteworker.properties.Value.Amount;
import dev.errand.noteworker.properties.Value.Checkbox;
import dev.errand.noteworker.properties.Value.Date;
import dev.errand.noteworker.properties.Value.Empty;
import dev.errand.noteworker.properties.Value.Files;
import dev.errand.noteworker.properties.Value.Link;
import dev.errand.noteworker.properties.Value.Text;
import dev.errand.noteworker.properties.Value.Texts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Values of a command: {@code {T: ...}}, as {@code new-values.json} allows them. */
public final class ReadWire {

  private ReadWire() {}

  /** The values by the names of their properties, in the command's order. */
  public static Map<String, Value> values(JsonNode values) {
    Map<String, Value> read = new LinkedHashMap<>();
    values.forEachEntry((name, value) -> read.put(name, value(value)));
    return read;
  }

  private static Value value(JsonNode value) {
    String type = value.propertyNames().iterator().next();
    JsonNode content = value.path(type);
    return switch (type) {
      case "clear" -> new Empty(content.asString());
      case "number" -> new Amount(content.decimalValue());
      case "checkbox" -> new Checkbox(content.asBoolean());
      case "date" -> date(content);
      case "files" -> new Files(content.valueStream().map(ReadWire::link).toList());
      case "multi_select", "people", "relation" -> new Texts(type, texts(content));
      default -> new Text(type, content.asString());
    };
  }

  private static List<String> texts(JsonNode list) {
    return list.valueStream().map(JsonNode::asString).toList();
  }

  private static Date date(JsonNode date) {
    return new Date(
        date.path("start").asString(),
        date.path("end").asString(null),
        date.path("timeZone").asString(null));
  }

  private static Link link(JsonNode file) {
    return new Link(file.path("name").asString(), file.path("url").asString());
  }
}
