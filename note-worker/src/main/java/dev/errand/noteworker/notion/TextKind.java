package dev.errand.noteworker.notion;

import java.util.Arrays;
import java.util.Optional;

/** The blocks that are text, perhaps with blocks inside. */
public enum TextKind {
  PARAGRAPH("paragraph"),
  HEADING_1("heading_1"),
  HEADING_2("heading_2"),
  HEADING_3("heading_3"),
  HEADING_4("heading_4"),
  BULLET("bulleted_list_item"),
  NUMBER("numbered_list_item"),
  QUOTE("quote"),
  TOGGLE("toggle"),
  CALLOUT("callout");

  private final String wireName;

  TextKind(String wireName) {
    this.wireName = wireName;
  }

  public String wireName() {
    return wireName;
  }

  /** Markdown has two levels more than Notion; they end as the smallest one. */
  public static TextKind heading(int level) {
    return switch (level) {
      case 1 -> HEADING_1;
      case 2 -> HEADING_2;
      case 3 -> HEADING_3;
      default -> HEADING_4;
    };
  }

  /** 1 to 4 for a heading, 0 for what is none. */
  public int level() {
    return switch (this) {
      case HEADING_1 -> 1;
      case HEADING_2 -> 2;
      case HEADING_3 -> 3;
      case HEADING_4 -> 4;
      case PARAGRAPH, BULLET, NUMBER, QUOTE, TOGGLE, CALLOUT -> 0;
    };
  }

  static Optional<TextKind> of(String wireName) {
    return Arrays.stream(values()).filter(kind -> kind.wireName.equals(wireName)).findFirst();
  }
}
