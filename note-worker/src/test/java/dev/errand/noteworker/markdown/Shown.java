package dev.errand.noteworker.markdown;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.strikethrough.Strikethrough;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Emphasis;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jspecify.annotations.Nullable;

/**
 * What a reader of Markdown is shown: two texts that look alike have the same text and structure.
 * In which order a word's marks stand, how much room is left between a list's items, and how a line
 * is ended, nobody sees.
 */
public final class Shown {

  private static final List<Extension> EXTENSIONS =
      List.of(
          StrikethroughExtension.builder().requireTwoTildes(true).build(),
          TablesExtension.create());

  private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();
  private static final HtmlRenderer HTML = HtmlRenderer.builder().extensions(EXTENSIONS).build();

  private Shown() {}

  public static String html(String markdown) {
    Node document = PARSER.parse(markdown);
    document.accept(new Plainly());
    return HTML.render(document);
  }

  private static final class Plainly extends AbstractVisitor {

    @Override
    public void visit(BulletList list) {
      list.setTight(true);
      visitChildren(list);
    }

    @Override
    public void visit(OrderedList list) {
      list.setTight(true);
      visitChildren(list);
    }

    @Override
    public void visit(Paragraph paragraph) {
      spell(paragraph);
    }

    @Override
    public void visit(Heading heading) {
      spell(heading);
    }

    @Override
    public void visit(CustomNode node) {
      if (node instanceof TableCell) {
        spell(node);
      } else {
        visitChildren(node);
      }
    }
  }

  private enum Mark {
    STRONG,
    EMPHASIS,
    STRUCK,
    CODE
  }

  private record Piece(String text, Set<Mark> marks, @Nullable String target) {}

  /** Writes out each stretch of one look with all its marks. */
  private static void spell(Node parent) {
    List<Piece> pieces = new ArrayList<>();
    collect(parent, Set.of(), null, pieces);
    while (parent.getFirstChild() != null) {
      parent.getFirstChild().unlink();
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < pieces.size(); i++) {
      Piece piece = pieces.get(i);
      text.append(piece.text());
      Piece next = i + 1 < pieces.size() ? pieces.get(i + 1) : null;
      if (next == null
          || !next.marks().equals(piece.marks())
          || !Objects.equals(next.target(), piece.target())) {
        parent.appendChild(new Text(piece.marks() + " " + piece.target() + " {" + text + "}"));
        text.setLength(0);
      }
    }
  }

  private static void collect(
      Node parent, Set<Mark> marks, @Nullable String target, List<Piece> into) {
    for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
      switch (node) {
        case Text text -> words(text.getLiteral(), marks, target, into);
        case Code code -> words(code.getLiteral(), with(marks, Mark.CODE), target, into);
        case SoftLineBreak _, HardLineBreak _ -> into.add(new Piece("\n", Set.of(), null));
        case StrongEmphasis _ -> collect(node, with(marks, Mark.STRONG), target, into);
        case Emphasis _ -> collect(node, with(marks, Mark.EMPHASIS), target, into);
        case Strikethrough _ -> collect(node, with(marks, Mark.STRUCK), target, into);
        case Link link -> collect(node, marks, link.getDestination(), into);
        default -> into.add(new Piece(node.toString(), marks, target));
      }
    }
  }

  /** Nobody sees the look of a space, but in code. */
  private static void words(
      String text, Set<Mark> marks, @Nullable String target, List<Piece> into) {
    if (marks.contains(Mark.CODE)) {
      into.add(new Piece(text, marks, target));
      return;
    }
    for (String part : text.splitWithDelimiters("\\s+", 0)) {
      into.add(part.isBlank() ? new Piece(part, Set.of(), null) : new Piece(part, marks, target));
    }
  }

  private static Set<Mark> with(Set<Mark> marks, Mark one) {
    Set<Mark> more = EnumSet.of(one);
    more.addAll(marks);
    return more;
  }
}
