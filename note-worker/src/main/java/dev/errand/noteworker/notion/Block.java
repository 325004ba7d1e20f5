package dev.errand.noteworker.notion;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The content of a block, with the blocks inside it. */
public sealed interface Block {

  /** Blocks inside this one; those of a stored block are only there once they were read. */
  List<Block> children();

  /** The same block with other blocks inside. */
  Block with(List<Block> children);

  /** The block in a request. */
  @JsonValue
  default Map<String, Object> json() {
    return BlockJson.write(this);
  }

  /** Text, perhaps with blocks inside. */
  record Text(TextKind kind, List<RichText> text, List<Block> children) implements Block {

    public Text {
      text = List.copyOf(text);
      children = List.copyOf(children);
    }

    /** What it says, if it is a paragraph all in italics. */
    public Optional<String> italicLine() {
      boolean italic = text.stream().allMatch(run -> run.style().italic());
      return kind == TextKind.PARAGRAPH && italic && !text.isEmpty()
          ? Optional.of(RichText.plain(text))
          : Optional.empty();
    }

    @Override
    public Text with(List<Block> children) {
      return new Text(kind, text, children);
    }
  }

  /** Something to tick off. */
  record ToDo(boolean checked, List<RichText> text, List<Block> children) implements Block {

    public ToDo {
      text = List.copyOf(text);
      children = List.copyOf(children);
    }

    @Override
    public ToDo with(List<Block> children) {
      return new ToDo(checked, text, children);
    }
  }

  /** A table; its children are its rows. It is made together with at least one of them. */
  record Table(int width, boolean header, List<Block> children) implements Block {

    public Table {
      children = List.copyOf(children);
    }

    @Override
    public Table with(List<Block> children) {
      return new Table(width, header, children);
    }
  }

  /** A row of a table. */
  record Row(List<List<RichText>> cells) implements Leaf {

    public Row {
      cells = List.copyOf(cells);
    }
  }

  /**
   * Code.
   *
   * @param language one of Notion's, as {@code plain text}
   * @param caption below the code; Markdown has no word for it
   */
  record Code(String language, List<RichText> text, List<RichText> caption) implements Leaf {

    public Code {
      text = List.copyOf(text);
      caption = List.copyOf(caption);
    }

    public Code(String language, List<RichText> text) {
      this(language, text, List.of());
    }
  }

  /** A line across the page. */
  record Divider() implements Leaf {}

  /** A link to another page, which shows that page's title. */
  record PageLink(String page) implements Leaf {}

  /** A page in this page. It is made as a page, never as a block. */
  record ChildPage(String title) implements Leaf {}

  /**
   * A kind that Markdown has no word for.
   *
   * @param text what can be read in it
   */
  record Other(String type, String text, List<Block> children) implements Block {

    public Other {
      children = List.copyOf(children);
    }

    @Override
    public Other with(List<Block> children) {
      return new Other(type, text, children);
    }
  }

  /** A block that has nothing inside. */
  sealed interface Leaf extends Block permits Row, Code, Divider, PageLink, ChildPage {

    @Override
    default List<Block> children() {
      return List.of();
    }

    @Override
    default Block with(List<Block> children) {
      return this;
    }
  }
}
