package dev.errand.noteworker.markdown;

import dev.errand.noteworker.notion.Block;
import dev.errand.noteworker.notion.RichText;
import dev.errand.noteworker.notion.TextKind;
import java.util.ArrayList;
import java.util.List;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableBody;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Document;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.ListBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;
import org.commonmark.renderer.markdown.MarkdownRenderer;
import org.jspecify.annotations.Nullable;

/**
 * Writes blocks as Markdown that reads back as the same text. Kinds that Markdown has no word for
 * are named in square brackets, with what can be read in them. For all threads.
 */
public final class MarkdownWriter {

  private final MarkdownRenderer renderer =
      MarkdownRenderer.builder()
          .extensions(List.of(StrikethroughExtension.create(), TablesExtension.create()))
          .build();

  public String write(List<Block> blocks) {
    Document document = new Document();
    into(document, blocks);
    return renderer.render(document);
  }

  private static void into(Node parent, List<Block> blocks) {
    for (Block block : blocks) {
      if (isItem(block)) {
        ListBlock list = list(parent, block);
        ListItem item = item(block);
        list.appendChild(item);
        list.setTight(list.isTight() && isShort(item));
      } else {
        nodes(block).forEach(parent::appendChild);
      }
    }
  }

  private static boolean isItem(Block block) {
    return switch (block) {
      case Block.ToDo _ -> true;
      case Block.Text text ->
          text.kind() == TextKind.BULLET
              || text.kind() == TextKind.NUMBER
              || text.kind() == TextKind.TOGGLE;
      default -> false;
    };
  }

  /** The list that the item belongs to: the one before it, if it is of the same kind. */
  private static ListBlock list(Node parent, Block item) {
    boolean ordered = item instanceof Block.Text text && text.kind() == TextKind.NUMBER;
    if (parent.getLastChild() instanceof ListBlock before
        && before instanceof OrderedList == ordered) {
      return before;
    }
    ListBlock list = ordered ? new OrderedList() : new BulletList();
    list.setTight(true);
    parent.appendChild(list);
    return list;
  }

  /** A line and perhaps lists: anything else needs empty lines around it to stay what it is. */
  private static boolean isShort(ListItem item) {
    return MarkdownReader.children(item)
        .allMatch(
            node ->
                node instanceof ListBlock
                    || (node instanceof Paragraph && node.getPrevious() == null));
  }

  private static ListItem item(Block block) {
    ListItem item = new ListItem();
    Paragraph text = new Paragraph();
    switch (block) {
      case Block.ToDo toDo -> {
        HtmlInline marker = new HtmlInline(); // written as it is, where text would be escaped
        marker.setLiteral(toDo.checked() ? "[x] " : "[ ] ");
        text.appendChild(marker);
        InlineWriter.into(text, toDo.text());
      }
      case Block.Text bullet -> InlineWriter.into(text, bullet.text());
      default -> throw new IllegalArgumentException("Only a list's item");
    }
    if (text.getFirstChild() != null) {
      item.appendChild(text);
    }
    into(item, block.children());
    return item;
  }

  private static List<Node> nodes(Block block) {
    return switch (block) {
      case Block.Text text -> text(text);
      case Block.ToDo _ -> throw new IllegalArgumentException("It belongs into a list");
      case Block.Code code ->
          code.caption().isEmpty()
              ? List.of(code(code))
              : List.of(code(code), paragraph(code.caption()));
      case Block.Divider() -> List.of(new ThematicBreak());
      case Block.Table table -> List.of(table(table));
      case Block.Row row -> List.of(paragraph(cellsInALine(row)));
      case Block.PageLink(String page) -> List.of(named("link to page", page));
      case Block.ChildPage(String title) -> List.of(named("page", title));
      case Block.Other other -> other(other);
    };
  }

  private static List<Node> text(Block.Text text) {
    List<Node> nodes = new ArrayList<>();
    switch (text.kind()) {
      case PARAGRAPH -> nodes.add(paragraph(text.text()));
      case HEADING_1, HEADING_2, HEADING_3, HEADING_4 -> nodes.add(heading(text));
      case QUOTE, CALLOUT -> {
        BlockQuote quote = new BlockQuote();
        if (!text.text().isEmpty()) {
          quote.appendChild(paragraph(text.text()));
        }
        into(quote, text.children());
        return List.of(quote);
      }
      case BULLET, NUMBER, TOGGLE -> throw new IllegalArgumentException("It belongs into a list");
    }
    nodes.addAll(inside(text.children()));
    return nodes.stream().filter(node -> node.getFirstChild() != null || !isText(node)).toList();
  }

  private static boolean isText(Node node) {
    return node instanceof Paragraph || node instanceof Heading;
  }

  private static Node heading(Block.Text text) {
    Heading heading = new Heading();
    heading.setLevel(text.kind().level());
    InlineWriter.intoOneLine(heading, text.text());
    return heading;
  }

  private static Node code(Block.Code code) {
    FencedCodeBlock fenced = new FencedCodeBlock();
    fenced.setInfo(Languages.fence(code.language()));
    fenced.setLiteral(RichText.plain(code.text()) + "\n");
    return fenced;
  }

  private static Node table(Block.Table table) {
    TableBlock node = new TableBlock();
    TableHead head = new TableHead();
    TableBody body = new TableBody();
    node.appendChild(head);
    boolean first = true;
    for (Block child : table.children()) {
      if (child instanceof Block.Row row) {
        (first ? head : body).appendChild(row(row, first));
        first = false;
      }
    }
    if (body.getFirstChild() != null) {
      node.appendChild(body);
    }
    return node;
  }

  private static Node row(Block.Row row, boolean header) {
    TableRow node = new TableRow();
    for (List<RichText> text : row.cells()) {
      TableCell cell = new TableCell();
      cell.setHeader(header);
      InlineWriter.intoOneLine(cell, text);
      node.appendChild(cell);
    }
    return node;
  }

  private static List<RichText> cellsInALine(Block.Row row) {
    List<RichText> line = new ArrayList<>();
    for (List<RichText> cell : row.cells()) {
      line.addAll(cell);
      line.add(RichText.of(" "));
    }
    return line;
  }

  private static List<Node> other(Block.Other other) {
    List<Node> nodes = new ArrayList<>();
    nodes.add(named(other.type().replace('_', ' '), other.text()));
    nodes.addAll(inside(other.children()));
    return nodes;
  }

  private static Node named(String kind, @Nullable String text) {
    Paragraph paragraph = new Paragraph();
    paragraph.appendChild(
        new Text(
            text == null || text.isEmpty() ? "[" + kind + "]" : "[" + kind + ": " + text + "]"));
    return paragraph;
  }

  private static Paragraph paragraph(List<RichText> text) {
    Paragraph paragraph = new Paragraph();
    InlineWriter.into(paragraph, text);
    return paragraph;
  }

  /** Markdown has no inside for these kinds: it follows them. */
  private static List<Node> inside(List<Block> children) {
    Document holder = new Document();
    into(holder, children);
    return MarkdownReader.children(holder).toList();
  }
}
