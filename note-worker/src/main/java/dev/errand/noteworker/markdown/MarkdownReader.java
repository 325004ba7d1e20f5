package dev.errand.noteworker.markdown;

import dev.errand.noteworker.notion.Block;
import dev.errand.noteworker.notion.RichText;
import dev.errand.noteworker.notion.TextKind;
import dev.errand.schemas.note.Adapted;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;
import org.jspecify.annotations.Nullable;

/**
 * Makes Notion blocks of CommonMark with task lists, tables and strikethrough.
 *
 * <ol>
 *   <li>All text arrives, in its order. What Notion cannot show (raw HTML, a relative link, the
 *       title of a link) is written out as text.
 *   <li>Each block keeps Notion's limits for one block: {@link RichText#LONGEST} characters in a
 *       run, 100 runs. What is longer goes on in a block after it or inside it.
 *   <li>A line break in a paragraph stays one.
 * </ol>
 *
 * <p>For all threads.
 */
public final class MarkdownReader {

  /** Deeper than anyone writes; below it the markers of quotes and lists are taken as text. */
  private static final int DEEPEST = 40;

  private final Parser parser =
      Parser.builder()
          .extensions(
              List.of(
                  StrikethroughExtension.builder().requireTwoTildes(true).build(),
                  TablesExtension.create()))
          .includeSourceSpans(IncludeSourceSpans.BLOCKS)
          .maxOpenBlockParsers(DEEPEST)
          .maxInlineNesting(DEEPEST)
          .build();

  /**
   * What is read.
   *
   * @param targets where its links lead
   */
  record Source(String markdown, Set<String> targets) {

    /** Not so where it is escaped: then it is meant to be seen. */
    boolean hasBracketAt(@Nullable Node first) {
      return first != null
          && !first.getSourceSpans().isEmpty()
          && markdown.charAt(first.getSourceSpans().getFirst().getInputIndex()) == '[';
    }
  }

  /** What of it Notion cannot hold as it stands there. */
  public List<Adapted> adapted(String markdown) {
    Node document = parser.parse(markdown);
    return Adaptations.of(document, new Source(markdown, Links.targets(document)));
  }

  public List<Block> read(String markdown) {
    Node document = parser.parse(markdown);
    return blocks(document, new Source(markdown, Links.targets(document)));
  }

  private static List<Block> blocks(Node parent, Source source) {
    return children(parent).flatMap(child -> block(child, source)).toList();
  }

  private static Stream<Block> block(Node node, Source source) {
    return switch (node) {
      case Heading heading ->
          text(TextKind.heading(heading.getLevel()), InlineReader.read(heading));
      case Paragraph paragraph -> text(TextKind.PARAGRAPH, InlineReader.read(paragraph));
      case ListBlock list -> children(list).map(item -> item(list, item, source));
      case BlockQuote quote -> Stream.of(opening(TextKind.QUOTE, quote, source));
      case FencedCodeBlock code -> CodeReader.read(code.getInfo(), code.getLiteral());
      case IndentedCodeBlock code -> CodeReader.read("", code.getLiteral());
      case HtmlBlock html -> text(TextKind.PARAGRAPH, List.of(RichText.of(html.getLiteral())));
      case ThematicBreak _ -> Stream.of(new Block.Divider());
      case TableBlock table -> TableReader.read(table);
      case LinkReferenceDefinition definition ->
          source.targets().contains(definition.getDestination())
              ? Stream.empty()
              : text(TextKind.PARAGRAPH, Links.spelledOut(definition));
      default -> blocks(node, source).stream();
    };
  }

  static boolean isTask(ListBlock list, Node item, Source source) {
    return item(list, item, source) instanceof Block.ToDo;
  }

  private static Block item(ListBlock list, Node item, Source source) {
    TextKind kind = list instanceof OrderedList ? TextKind.NUMBER : TextKind.BULLET;
    Block.Text block = opening(kind, item, source);
    return source.hasBracketAt(item.getFirstChild()) ? TaskMarker.apply(block) : block;
  }

  /** A block whose text is the first paragraph inside the node, and whose children are the rest. */
  private static Block.Text opening(TextKind kind, Node node, Source source) {
    List<Block> inside = blocks(node, source);
    if (node.getFirstChild() instanceof Paragraph
        && inside.getFirst() instanceof Block.Text(TextKind first, List<RichText> text, var none)
        && first == TextKind.PARAGRAPH
        && none.isEmpty()) {
      return new Block.Text(kind, text, inside.subList(1, inside.size()));
    }
    return new Block.Text(kind, List.of(), inside);
  }

  /** As many blocks as the text needs; those after the first are paragraphs. */
  private static Stream<Block> text(TextKind kind, List<RichText> runs) {
    List<List<RichText>> parts = Runs.parts(runs);
    List<Block> blocks = new ArrayList<>();
    for (List<RichText> part : parts) {
      blocks.add(new Block.Text(blocks.isEmpty() ? kind : TextKind.PARAGRAPH, part, List.of()));
    }
    return blocks.stream();
  }

  static Stream<Node> children(Node parent) {
    return Stream.iterate(parent.getFirstChild(), node -> node != null, Node::getNext);
  }
}
