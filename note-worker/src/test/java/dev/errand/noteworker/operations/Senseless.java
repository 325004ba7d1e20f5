package dev.errand.noteworker.operations;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Commands that would make sense but for one field. */
final class Senseless {

  private Senseless() {}

  /**
   * The data of such a command.
   *
   * @param value of the field; a number if it looks like one, and a text for {@code too long}
   */
  static Map<String, Object> data(String operation, String field, String value) {
    Map<String, Object> data =
        new HashMap<>(
            switch (operation) {
              case "note.append" ->
                  Map.of("page", UUID.randomUUID().toString(), "markdown", "text");
              case "note.update" -> Map.of("page", UUID.randomUUID().toString());
              case "note.create" -> Map.of("markdown", "text");
              case "note.search" -> Map.of("query", "x");
              default -> Map.of();
            });
    data.put(
        field,
        value.matches("[0-9]+")
            ? Integer.valueOf(value)
            : value.equals("too long") ? "x".repeat(500_001) : value);
    return data;
  }
}
