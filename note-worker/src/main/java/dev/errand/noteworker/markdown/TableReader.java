package dev.errand.noteworker.markdown;

import dev.errand.noteworker.notion.Block;
import dev.errand.noteworker.notion.NotionApi;
import dev.errand.noteworker.notion.RichText;
import dev.errand.noteworker.notion.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.node.Node;

/** Makes tables: as many as the rows need, the first one with the header. */
final class TableReader {

  /** A table and its rows go in one request of at most 500 KB. */
  private static final long MOST_BYTES = 300_000;

  private TableReader() {}

  static Stream<Block> read(TableBlock table) {
    List<Block.Row> rows = rows(table);
    int width = rows.stream().mapToInt(row -> row.cells().size()).max().orElse(1);
    List<Block> tables = new ArrayList<>();
    List<Block> part = new ArrayList<>();
    long bytes = 0;
    for (Block.Row row : rows) {
      long more = Weight.of(row).bytes();
      if (part.size() == NotionApi.MOST_IN_A_LIST
          || (!part.isEmpty() && bytes + more > MOST_BYTES)) {
        tables.add(new Block.Table(width, tables.isEmpty(), part));
        part = new ArrayList<>();
        bytes = 0;
      }
      part.add(filled(row, width));
      bytes += more;
    }
    tables.add(new Block.Table(width, tables.isEmpty(), part));
    return tables.stream();
  }

  private static List<Block.Row> rows(TableBlock table) {
    return MarkdownReader.children(table)
        .filter(section -> section instanceof TableHead || section.getFirstChild() != null)
        .flatMap(MarkdownReader::children)
        .filter(TableRow.class::isInstance)
        .map(TableReader::row)
        .toList();
  }

  private static Block.Row row(Node row) {
    return new Block.Row(
        MarkdownReader.children(row).map(cell -> Runs.onePart(InlineReader.read(cell))).toList());
  }

  private static Block.Row filled(Block.Row row, int width) {
    List<List<RichText>> cells = new ArrayList<>(row.cells());
    while (cells.size() < width) {
      cells.add(List.of());
    }
    return new Block.Row(cells);
  }
}
