package dev.errand.noteworker.enhance;

import dev.errand.noteworker.notion.Block;
import dev.errand.noteworker.notion.RichText;
import dev.errand.noteworker.notion.TextKind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The parts of a note in their order, numbered from 0, with those inside others behind these.
 *
 * @param about what the person called it, or nothing
 */
public record Passages(String about, List<Passage> all) {

  public Passages {
    all = List.copyOf(all);
  }

  public static Passages of(String about, List<Block> blocks) {
    List<Passage> all = new ArrayList<>();
    blocks.forEach(block -> add(block, all));
    return new Passages(about, all);
  }

  private static void add(Block block, List<Passage> all) {
    all.add(passage(block));
    block.children().forEach(child -> add(child, all));
  }

  private static Passage passage(Block block) {
    return switch (block) {
      case Block.Text text ->
          new Passage(sort(text.kind()), text.kind().level(), RichText.plain(text.text()));
      case Block.ToDo toDo -> new Passage(Sort.TO_DO, 0, RichText.plain(toDo.text()));
      case Block.Code code -> new Passage(Sort.OTHER, 0, RichText.plain(code.text()));
      case Block.Row row ->
          new Passage(
              Sort.OTHER,
              0,
              row.cells().stream().map(RichText::plain).collect(Collectors.joining(" ")));
      case Block.Other other -> new Passage(Sort.OTHER, 0, other.text());
      case Block.Table _, Block.Divider _, Block.PageLink _, Block.ChildPage _ ->
          new Passage(Sort.OTHER, 0, "");
    };
  }

  private static Sort sort(TextKind kind) {
    return switch (kind) {
      case HEADING_1, HEADING_2, HEADING_3, HEADING_4 -> Sort.HEADING;
      case BULLET, NUMBER -> Sort.ITEM;
      case PARAGRAPH -> Sort.PARAGRAPH;
      case QUOTE, TOGGLE, CALLOUT -> Sort.OTHER;
    };
  }

  /** All of the text, with what it is called. */
  public String text() {
    return about
        + "\n"
        + all.stream()
            .map(Passage::text)
            .filter(text -> !text.isBlank())
            .collect(Collectors.joining("\n"));
  }

  /**
   * One part.
   *
   * @param level of a heading; 0 for what is none
   */
  public record Passage(Sort sort, int level, String text) {

    /** Whether it can be made something to tick off. */
    boolean mayBeAction() {
      return !text.isBlank() && (sort == Sort.ITEM || sort == Sort.PARAGRAPH);
    }
  }

  /** What a part is to an enhancer. */
  public enum Sort {
    HEADING,
    PARAGRAPH,
    ITEM,
    TO_DO,
    OTHER
  }
}
