package dev.errand.schemas.note;

import com.fasterxml.jackson.annotation.JsonValue;

/** What of a Markdown text Notion cannot hold as it is. The text is there all the same. */
public enum Adapted {
  /** A heading of the fifth or sixth level became one of the fourth. */
  HEADING_LEVEL("heading_level"),
  /** HTML stands there as text. */
  HTML("html"),
  /** An image became a link to it. */
  IMAGE("image"),
  /** Where a link leads that Notion does not take, as one without a host, stands behind it. */
  LINK("link"),
  /** What a link shows when it is pointed at stands behind it. */
  LINK_TITLE("link_title"),
  /** The definition of a link that nothing refers to stands there as text. */
  LINK_DEFINITION("link_definition"),
  /** A numbered list begins at one. */
  LIST_START("list_start"),
  /** Two lists of one kind, one behind the other, became one. */
  ADJACENT_LISTS("adjacent_lists"),
  /** Something to tick off in a numbered list has no number. */
  NUMBERED_TASK("numbered_task"),
  /** Code in a language that Notion does not know, or with more words behind its fence. */
  CODE_LANGUAGE("code_language"),
  /** A table's columns are aligned to the left. */
  TABLE_ALIGNMENT("table_alignment"),
  /** A paragraph, a code or a table that is too long for one block goes on in another. */
  SPLIT("split"),
  /** A cell with too many changes of look has none. */
  CELL_LOOK("cell_look");

  private final String wireName;

  Adapted(String wireName) {
    this.wireName = wireName;
  }

  @JsonValue
  public String wireName() {
    return wireName;
  }
}
