package dev.errand.sandbox.notion.model;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import tools.jackson.databind.node.ObjectNode;

/**
 * A column of a data source.
 *
 * @param id as it is, not as it is answered: some letters of it have to be encoded in an address
 * @param config its own object, as it is answered
 */
public record Property(String id, String name, String type, ObjectNode config) {

  private static final String LETTERS =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ:^@`|;";
  private static final int LENGTH = 4;

  private static final Set<String> COMPUTED =
      Set.of(
          "created_time",
          "created_by",
          "last_edited_time",
          "last_edited_by",
          "unique_id",
          "formula",
          "rollup");

  /** A new column, with an id as Notion makes them. */
  public static Property fresh(String name, String type, ObjectNode config) {
    return new Property(type.equals("title") ? "title" : freshId(), name, type, config);
  }

  private static String freshId() {
    StringBuilder id = new StringBuilder();
    for (int i = 0; i < LENGTH; i++) {
      id.append(LETTERS.charAt(ThreadLocalRandom.current().nextInt(LETTERS.length())));
    }
    return id.toString();
  }

  /** The id as it is answered. */
  public String shownId() {
    return URLEncoder.encode(id, StandardCharsets.UTF_8);
  }

  public boolean isCalled(String nameOrId) {
    return name.equals(nameOrId) || id.equals(nameOrId) || shownId().equals(nameOrId);
  }

  public Property named(String other) {
    return new Property(id, other, type, config);
  }

  /** Notion fills it; a request must not. */
  public boolean computed() {
    return COMPUTED.contains(type);
  }
}
