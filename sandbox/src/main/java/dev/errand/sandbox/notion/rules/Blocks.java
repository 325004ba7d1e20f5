package dev.errand.sandbox.notion.rules;

import dev.errand.sandbox.http.Json;
import dev.errand.sandbox.notion.Refusal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/**
 * Blocks in a request: at most 100 in an array, 1,000 in all, two levels of nesting below the
 * first.
 *
 * <p>Source: developers.notion.com/reference/request-limits and patch-block-children, as of
 * 2026-10.
 */
public final class Blocks {

  private static final int MAX_CHILDREN = 100;
  private static final int MAX_BLOCKS = 1000;
  private static final int MAX_NESTING = 2;

  private final RichTexts richTexts;

  public Blocks(RichTexts richTexts) {
    this.richTexts = richTexts;
  }

  /** New blocks. */
  public List<Draft> children(Field children) {
    List<Draft> drafts = children(children, 0);
    int count = drafts.stream().mapToInt(Draft::count).sum();
    if (count > MAX_BLOCKS) {
      throw Refusal.shouldBe(
          "body", "number of block elements", "≤ `" + MAX_BLOCKS + "`", String.valueOf(count));
    }
    return drafts;
  }

  private List<Draft> children(Field children, int nesting) {
    return children.items(MAX_CHILDREN).stream().map(child -> child(child, nesting)).toList();
  }

  private Draft child(Field block, int nesting) {
    String type = type(block.object());
    block.only("object", "type", type);
    if (block.at("object").present()) {
      block.at("object").oneOf(Set.of("block"));
    }
    BlockType shape =
        BlockTypes.find(type).orElseThrow(() -> block.at(type).refused("not present"));
    Field given = block.at(type).defined();
    Set<String> allowed = new HashSet<>(shape.fields());
    if (shape.container()) {
      allowed.add("children");
    }
    given.only(allowed);
    ObjectNode content = BlockTypes.content(type, given, richTexts);
    return new Draft(type, content, nested(type, given, content, nesting));
  }

  private static String type(Field block) {
    if (block.at("type").present()) {
      return block.at("type").oneOf(BlockTypes.names());
    }
    return block.value().propertyNames().stream()
        .filter(name -> !name.equals("object"))
        .findFirst()
        .orElseThrow(() -> block.at("type").refused("defined"));
  }

  private List<Draft> nested(String type, Field given, ObjectNode content, int nesting) {
    Field children = given.at("children");
    if (type.equals("table")) {
      return rows(children.defined(), content, nesting);
    }
    if (!children.present()) {
      return List.of();
    }
    boolean closedHeading =
        type.startsWith("heading_") && !content.path("is_toggleable").booleanValue();
    if (nesting == MAX_NESTING || closedHeading) {
      throw children.refused("not present");
    }
    return children(children, nesting + 1);
  }

  private List<Draft> rows(Field children, ObjectNode table, int nesting) {
    if (nesting == MAX_NESTING) {
      throw children.refused("not present");
    }
    List<Draft> rows = children(children, nesting + 1);
    int width = table.path("table_width").intValue();
    for (Draft row : rows) {
      if (!row.type().equals("table_row") || row.content().path("cells").size() != width) {
        throw Refusal.validation(
            "Number of cells in table row must match the table width of the parent table");
      }
    }
    return rows;
  }

  /**
   * A changed block: what is not sent stays as it was.
   *
   * @param current its own object, as it is answered
   */
  public ObjectNode changed(String type, Field given, ObjectNode current) {
    Set<String> fields =
        BlockTypes.find(type)
            .map(BlockType::fields)
            .orElseThrow(() -> Refusal.validation("This block type cannot be updated."));
    given.only(fields);
    ObjectNode merged = Json.object();
    current.forEachEntry(merged::set);
    given.value().forEachEntry(merged::set);
    return BlockTypes.content(type, new Field(merged, given.path()), richTexts);
  }

  public static boolean isContainer(String type, ObjectNode content) {
    return BlockTypes.find(type).map(BlockType::container).orElse(false)
        && (!type.startsWith("heading_") || content.path("is_toggleable").booleanValue());
  }

  /** Keys of a block update's body. */
  public static Set<String> updateKeys(String type) {
    return Stream.of("type", "in_trash", type).collect(Collectors.toUnmodifiableSet());
  }
}
