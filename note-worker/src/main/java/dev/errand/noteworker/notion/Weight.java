package dev.errand.noteworker.notion;

import java.util.List;

/**
 * What blocks take of a request's limits.
 *
 * <p>Source: https://developers.notion.com/reference/request-limits, 2026-10: 1,000 block elements
 * and 500 KB in a request, 100 in an array, 2 levels of children.
 *
 * @param elements blocks, with those inside others
 * @param bytes at most this many as JSON
 * @param levels of children
 * @param longest array of children
 */
public record Weight(int elements, long bytes, int levels, int longest) {

  public static final Weight NOTHING = new Weight(0, 0, 0, 0);

  private static final int MOST_ELEMENTS = 1_000;
  private static final int MOST_LEVELS = 2;

  /** 500 KB less what stands around the blocks, and a margin. */
  private static final long MOST_BYTES = 450_000;

  /** Braces, names and annotations of a run: counted on the longest, and rounded up. */
  private static final int AROUND_A_RUN = 200;

  private static final int AROUND_A_BLOCK = 150;

  public static Weight of(Block block) {
    Weight inside = NOTHING;
    for (Block child : block.children()) {
      inside = inside.and(of(child));
    }
    return new Weight(
        inside.elements + 1,
        inside.bytes + own(block),
        block.children().isEmpty() ? 0 : inside.levels + 1,
        Math.max(inside.longest, block.children().size()));
  }

  public Weight and(Weight other) {
    return new Weight(
        elements + other.elements,
        bytes + other.bytes,
        Math.max(levels, other.levels),
        Math.max(longest, other.longest));
  }

  /** Whether one request may hold it. */
  public boolean fits() {
    return elements <= MOST_ELEMENTS
        && bytes <= MOST_BYTES
        && levels <= MOST_LEVELS
        && longest <= NotionApi.MOST_IN_A_LIST;
  }

  private static long own(Block block) {
    return AROUND_A_BLOCK
        + switch (block) {
          case Block.Text text -> runs(text.text());
          case Block.ToDo toDo -> runs(toDo.text());
          case Block.Code code -> runs(code.text());
          case Block.Row row -> row.cells().stream().mapToLong(Weight::runs).sum();
          case Block.Table _, Block.Divider _, Block.PageLink _ -> 0;
          case Block.ChildPage _, Block.Other _ -> 0;
        };
  }

  private static long runs(List<RichText> runs) {
    return runs.stream().mapToLong(Weight::run).sum();
  }

  private static long run(RichText run) {
    return AROUND_A_RUN
        + run.text().chars().mapToLong(Weight::bytes).sum()
        + (run.href() == null ? 0 : run.href().chars().mapToLong(Weight::bytes).sum());
  }

  /** One UTF-16 unit in JSON: escaped, or in UTF-8. */
  private static long bytes(int unit) {
    if (unit < ' ') {
      return 6;
    }
    if (unit < 0x80) {
      return unit == '"' || unit == '\\' ? 2 : 1;
    }
    return unit < 0x800 ? 2 : 3;
  }
}
